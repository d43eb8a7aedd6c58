{{- define "common.httpRoute" -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "common.metadata" (dict "app" . "name" .name "annotations" .wave) | nindent 2 }}
spec:
  parentRefs:
    - name: {{ include "common.quote" .httpRoute.gateway.name }}
      {{- with .httpRoute.gateway.namespace }}
      namespace: {{ include "common.quote" . }}
      {{- end }}
      {{- with .httpRoute.gateway.sectionName }}
      sectionName: {{ include "common.quote" . }}
      {{- end }}
  hostnames:
    - {{ include "common.quote" .httpRoute.host }}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: {{ include "common.quote" .httpRoute.path }}
      backendRefs:
        - name: {{ quote .name }}
          port: {{ int64 .service.port }}
{{- end -}}
