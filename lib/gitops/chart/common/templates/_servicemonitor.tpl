{{- define "common.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "common.metadata" (dict "app" . "name" .name "labels" .monitoring.labels) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "common.yaml" .nameLabels | nindent 6 }}
  namespaceSelector:
    matchNames:
      - {{ quote .namespace }}
  endpoints:
    - port: metrics
      path: {{ include "common.quote" .monitoring.path }}
      interval: {{ include "common.quote" .monitoring.interval }}
{{- end -}}
