{{/*
All objects of an application: what the one template of its chart includes.
*/}}
{{- define "common.app" -}}
{{- $app := dict -}}
{{- include "common.values" (dict "given" .Values "chart" .Chart.Name "namespace" .Release.Namespace "into" $app) -}}
{{ include "common.deployment" $app }}
{{- if $app.service.enabled }}
---
{{ include "common.service" $app }}
{{- end }}
{{- if $app.files }}
---
{{ include "common.files" $app }}
{{- end }}
{{- if $app.ingress.enabled }}
---
{{ include "common.ingress" $app }}
{{- end }}
{{- if $app.httpRoute.enabled }}
---
{{ include "common.httpRoute" $app }}
{{- end }}
{{- if $app.monitoring.enabled }}
---
{{ include "common.serviceMonitor" $app }}
{{- end }}
{{- range $name, $job := $app.jobs }}
---
{{ include "common.cronJob" (dict "app" $app "name" $name "job" $job) }}
{{- end }}
{{- end -}}
