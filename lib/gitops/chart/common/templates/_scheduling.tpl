{{/* How the pods of a process keep apart from each other: where nothing is said, where they can. */}}
{{- define "common.spread" -}}
{{- $constraints := list -}}
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" -}}
{{- $constraints = append $constraints (dict "topologyKey" . "maxSkew" 1 "whenUnsatisfiable" "ScheduleAnyway") -}}
{{- end -}}
{{- $scheduling := .scheduling | default dict -}}
{{- if hasKey $scheduling "topologySpreadConstraints" }}{{ $constraints = $scheduling.topologySpreadConstraints }}{{ end -}}
{{- $selector := dict "matchLabels" (include "common.selector" . | fromYaml) -}}
{{- $selecting := list -}}
{{- range $constraints -}}
{{- $constraint := dict "labelSelector" $selector -}}
{{- include "common.copy" (dict "into" $constraint "from" (list .)) -}}
{{- $selecting = append $selecting $constraint -}}
{{- end -}}
{{- with $selecting }}{{ include "common.yaml" . }}{{ end -}}
{{- end -}}

{{/* With which logins images are pulled, and which nodes pods run on. */}}
{{- define "common.placement" -}}
{{- $placement := pick (.scheduling | default dict) "nodeSelector" "priorityClassName" "runtimeClassName" "tolerations" -}}
{{- with .imagePullSecrets }}{{ $_ := set $placement "imagePullSecrets" . }}{{ end -}}
{{- range $key, $value := $placement }}{{ if not $value }}{{ $_ := unset $placement $key }}{{ end }}{{ end -}}
{{- with $placement }}{{ include "common.yaml" . }}{{ end -}}
{{- end -}}
