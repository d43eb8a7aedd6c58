{{/* The metadata of the object .name of the app .app; .labels and .annotations besides those of every object. */}}
{{- define "common.metadata" -}}
{{- $labels := dict -}}
{{- include "common.assign" (dict "into" $labels "from" (list .app.labels .labels)) -}}
{{- $annotations := dict -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .app.annotations .annotations)) -}}
name: {{ include "common.quote" .name }}
namespace: {{ include "common.quote" .app.namespace }}
labels:
  {{- include "common.yaml" $labels | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- include "common.yaml" . | nindent 2 }}
{{- end }}
{{- end -}}
