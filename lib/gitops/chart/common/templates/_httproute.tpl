{{/*
The HTTPRoute by the host of the application. What is a default of the API inside of a list is written out: Argo CD would see a
difference for ever.
*/}}
{{- define "common.httpRoute" -}}
{{- $parent := dict "group" "gateway.networking.k8s.io" "kind" "Gateway" -}}
{{- include "common.assign" (dict "into" $parent "from" (list (pick .httpRoute.gateway "name" "namespace" "sectionName"))) -}}
{{- $path := dict "type" "PathPrefix" "value" (include "common.text" .httpRoute.path) -}}
{{- $backend := dict "group" "" "kind" "Service" "name" .name "port" (int64 .service.servicePort) "weight" 1 -}}
{{- $rule := dict "matches" (list (dict "path" $path)) "backendRefs" (list $backend) -}}
{{- $spec := dict "parentRefs" (list $parent) "hostnames" (list (include "common.text" .httpRoute.host)) "rules" (list $rule) -}}
{{- include "common.furtherHttpRoute" (dict "app" . "name" .name "given" (dict "annotations" .httpRoute.annotations "spec" $spec)) -}}
{{- end -}}

{{/* The HTTPRoute .name of the application .app, with what is .given of it. */}}
{{- define "common.furtherHttpRoute" -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
{{ include "common.route" . }}
{{- end -}}
