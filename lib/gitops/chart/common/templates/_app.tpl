{{/*
All objects of an application: what the one template of its chart includes.
*/}}
{{- define "common.app" -}}
{{- $app := dict -}}
{{- include "common.values" (dict "given" .Values "chart" .Chart.Name "namespace" .Release.Namespace "into" $app) -}}
{{- include "common.patched" (dict "text" (include "common.objects" $app) "patches" $app.patches) -}}
{{- end -}}

{{/* The same before any patch. */}}
{{- define "common.objects" -}}
{{- $app := . -}}
{{- range $app.processes }}
---
{{ include "common.deployment" . }}
{{- if eq .kind "StatefulSet" }}
---
{{ include "common.headlessService" . }}
{{- end }}
{{- include "common.scaling" . }}
{{- if .service.enabled }}
---
{{ include "common.service" . }}
{{- end }}
{{- if .monitoring.enabled }}
---
{{ include "common.serviceMonitor" . }}
{{- end }}
{{- end }}
{{- range $name, $spec := $app.claims }}
---
{{ include "common.claim" (dict "app" $app "name" (printf "%s-%s" $app.name $name) "spec" $spec) }}
{{- end }}
{{- if $app.files }}
---
{{ include "common.files" $app.main }}
{{- end }}
{{- if $app.ingress.enabled }}
---
{{ include "common.ingress" $app }}
{{- end }}
{{- range $name, $given := $app.ingresses }}
---
{{ include "common.furtherIngress" (dict "app" $app "name" $name "given" $given) }}
{{- end }}
{{- if $app.httpRoute.enabled }}
---
{{ include "common.httpRoute" $app }}
{{- end }}
{{- range $name, $given := $app.httpRoutes }}
---
{{ include "common.furtherHttpRoute" (dict "app" $app "name" $name "given" $given) }}
{{- end }}
{{- with $app.migration }}
---
{{ include "common.migration" . }}
{{- end }}
{{- range $app.jobs }}
---
{{ include "common.cronJob" . }}
{{- end }}
{{- range concat (values $app.jobs) (list $app.migration) }}
{{- if and . .hasFiles }}
---
{{ include "common.files" . }}
{{- end }}
{{- end }}
{{- end -}}
