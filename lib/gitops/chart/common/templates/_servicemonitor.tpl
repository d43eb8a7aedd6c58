{{- define "common.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "common.metadata" (dict "app" . "name" .objectName "labels" .monitoring.labels) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "common.yaml" .nameLabels | nindent 6 }}
      {{- include "common.ownLabels" . | nindent 6 }}
    {{- if and (or .hasOthers (eq .kind "StatefulSet")) (eq .component "service") }}
    matchExpressions:
      - key: app.kubernetes.io/component
        operator: DoesNotExist
    {{- end }}
  namespaceSelector:
    matchNames:
      - {{ quote .namespace }}
  endpoints:
    - port: {{ ternary .service.portName "metrics" (eq (int64 .service.metricsPort) (int64 (.service.port | default 0))) | quote }}
      path: {{ include "common.quote" .monitoring.path }}
      interval: {{ include "common.quote" .monitoring.interval }}
{{- end -}}
