{{/* The documents .text, each with those of .patches that are for it. No text has a line of three hyphens in it. */}}
{{- define "common.patched" -}}
{{- if not .patches -}}
{{ .text }}
{{- else -}}
{{- $matched := dict -}}
{{- range splitList "\n---\n" .text -}}
{{- $object := fromYaml . -}}
{{- if $object.kind -}}
{{- $text := . -}}
{{- range $index, $patch := $.patches -}}
{{- if and (eq $patch.kind $object.kind) (eq $patch.name $object.metadata.name) -}}
{{- $_ := set $matched (toString $index) true -}}
{{- include "common.change" (dict "into" $object "with" $patch.change) -}}
{{- $text = include "common.yaml" $object -}}
{{- end -}}
{{- end }}
---
{{ trim $text }}
{{- end -}}
{{- end -}}
{{- $problems := list -}}
{{- range $index, $patch := .patches -}}
{{- if not (hasKey $matched (toString $index)) -}}
{{- $problems = append $problems (printf "patches: there is no %s %s" $patch.kind $patch.name) -}}
{{- end -}}
{{- end -}}
{{- include "common.failWith" $problems -}}
{{- end -}}
{{- end -}}

{{/* Puts the fields .with into the map .into: null removes one, and what is empty is a value like any other. */}}
{{- define "common.change" -}}
{{- $into := .into -}}
{{- range $key, $value := .with -}}
{{- if kindIs "invalid" $value -}}
{{- $_ := unset $into $key -}}
{{- else -}}
{{- $holder := dict "value" (get $into $key) -}}
{{- include "common.changeValue" (dict "holder" $holder "with" $value) -}}
{{- $_ := set $into $key $holder.value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Changes the value in .holder: a map over a map or over a list, of which it has items by their numbers, and else as a whole. */}}
{{- define "common.changeValue" -}}
{{- $holder := .holder -}}
{{- if not (kindIs "map" .with) -}}
{{- $_ := set $holder "value" .with -}}
{{- else if kindIs "slice" $holder.value -}}
{{- $length := len $holder.value -}}
{{- range $key, $_ := .with }}{{ $length = max $length (add1 (atoi $key)) | int }}{{ end -}}
{{- $items := list -}}
{{- range $index := until $length -}}
{{- $key := toString $index -}}
{{- $item := dict "value" "" -}}
{{- if lt $index (len $holder.value) }}{{ $_ := set $item "value" (index $holder.value $index) }}{{ end -}}
{{- if not (hasKey $.with $key) -}}
{{- $items = append $items $item.value -}}
{{- else if not (kindIs "invalid" (get $.with $key)) -}}
{{- include "common.changeValue" (dict "holder" $item "with" (get $.with $key)) -}}
{{- $items = append $items $item.value -}}
{{- end -}}
{{- end -}}
{{- $_ := set $holder "value" $items -}}
{{- else -}}
{{- $map := ternary $holder.value dict (kindIs "map" $holder.value) -}}
{{- include "common.change" (dict "into" $map "with" .with) -}}
{{- $_ := set $holder "value" $map -}}
{{- end -}}
{{- end -}}
