{{- define "common.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "common.metadata" (dict "app" . "name" .name) | nindent 2 }}
spec:
  type: ClusterIP
  selector:
    {{- include "common.yaml" .selector | nindent 4 }}
  ports:
    {{- range .ports }}
    - name: {{ include "common.quote" .name }}
      port: {{ int64 .port }}
      targetPort: {{ include "common.quote" .name }}
      protocol: {{ include "common.protocol" . }}
    {{- end }}
{{- end -}}
