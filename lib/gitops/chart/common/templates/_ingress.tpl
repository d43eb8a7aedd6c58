{{/* The Ingress by the host of the application. */}}
{{- define "common.ingress" -}}
{{- $backend := dict "service" (dict "name" .name "port" (dict "name" .service.portName)) -}}
{{- $path := dict "path" (include "common.text" .ingress.path) "pathType" "Prefix" "backend" $backend -}}
{{- $host := include "common.text" .ingress.host -}}
{{- $spec := dict "rules" (list (dict "host" $host "http" (dict "paths" (list $path)))) -}}
{{- with .ingress.className }}{{ $_ := set $spec "ingressClassName" (include "common.text" .) }}{{ end -}}
{{- if ternary .ingress.tls .ingress.tlsSecret (hasKey .ingress "tls") -}}
{{- $tls := dict "hosts" (list $host) -}}
{{- with .ingress.tlsSecret }}{{ $_ := set $tls "secretName" (include "common.text" .) }}{{ end -}}
{{- $_ := set $spec "tls" (list $tls) -}}
{{- end -}}
{{- include "common.furtherIngress" (dict "app" . "name" .name "given" (dict "annotations" .ingress.annotations "spec" $spec)) -}}
{{- end -}}

{{/* The Ingress .name of the application .app, with what is .given of it. */}}
{{- define "common.furtherIngress" -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
{{ include "common.route" . }}
{{- end -}}

{{/* What Ingresses and HTTPRoutes have in common: metadata, and a spec as Kubernetes has it. */}}
{{- define "common.route" -}}
{{- $annotations := dict -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .app.wave .given.annotations)) -}}
metadata:
  {{- include "common.metadata" (dict "app" .app "name" .name "annotations" $annotations) | nindent 2 }}
spec:
  {{- include "common.yaml" .given.spec | nindent 2 }}
{{- end -}}
