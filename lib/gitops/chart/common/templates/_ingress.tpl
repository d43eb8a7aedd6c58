{{- define "common.ingress" -}}
{{- $annotations := dict -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .wave .ingress.annotations)) -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "common.metadata" (dict "app" . "name" .name "annotations" $annotations) | nindent 2 }}
spec:
  {{- with .ingress.className }}
  ingressClassName: {{ include "common.quote" . }}
  {{- end }}
  rules:
    - host: {{ include "common.quote" .ingress.host }}
      http:
        paths:
          - path: {{ include "common.quote" .ingress.path }}
            pathType: Prefix
            backend:
              service:
                name: {{ quote .name }}
                port:
                  name: http
  {{- with .ingress.tlsSecret }}
  tls:
    - hosts:
        - {{ include "common.quote" $.ingress.host }}
      secretName: {{ include "common.quote" . }}
  {{- end }}
{{- end -}}
