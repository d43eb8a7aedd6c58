{{/*
What users write is never evaluated and never changed: every text is a double-quoted scalar on one line. toYaml would not do,
since readers of YAML 1.1 and 1.2 take some characters in its output for different things.
*/}}

{{/* A value as text: 1e6 and true as they stand in a values file, not as Go prints them. */}}
{{- define "common.text" -}}
{{ if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end }}
{{- end -}}

{{/* A value as a scalar that is text. */}}
{{- define "common.quote" -}}
{{ include "common.text" . | quote }}
{{- end -}}

{{/* A list of texts. */}}
{{- define "common.texts" -}}
{{- range $index, $text := . -}}
{{- if $index }}{{ "\n" }}{{ end -}}
- {{ include "common.quote" $text }}
{{- end -}}
{{- end -}}

{{/* Any value as block YAML, its maps sorted. */}}
{{- define "common.yaml" -}}
{{- $lines := list -}}
{{- if and . (kindIs "map" .) -}}
{{- range $key, $value := . -}}
{{- $text := include "common.yaml" $value -}}
{{- $isNested := and (has (kindOf $value) (list "map" "slice")) (not (empty $value)) -}}
{{- $lines = append $lines (printf "%s:%s" (quote $key) (ternary (nindent 2 $text) (print " " $text) $isNested)) -}}
{{- end -}}
{{- else if and . (kindIs "slice" .) -}}
{{- range . -}}
{{- $lines = append $lines (printf "- %s" (include "common.yaml" . | indent 2 | trim)) -}}
{{- end -}}
{{- else -}}
{{- $lines = list (ternary (quote .) (toJson .) (kindIs "string" .)) -}}
{{- end -}}
{{ join "\n" $lines }}
{{- end -}}
