{{- define "common.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "common.metadata" (dict "app" . "name" .objectName "labels" (include "common.ownLabels" . | fromYaml)) | nindent 2 }}
spec:
  type: ClusterIP
  selector:
    {{- include "common.selector" . | nindent 4 }}
  {{- include "common.servicePorts" . | nindent 2 }}
  {{- with .service.sessionAffinitySeconds }}
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: {{ int64 . }}
  {{- end }}
{{- end -}}

{{/* Gives each pod of a StatefulSet a host name, also before it is ready. */}}
{{- define "common.headlessService" -}}
{{- $label := dict "app.kubernetes.io/component" (printf "%s-headless" .component) -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "common.metadata" (dict "app" . "name" (printf "%s-headless" .objectName) "labels" $label) | nindent 2 }}
spec:
  type: ClusterIP
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "common.selector" . | nindent 4 }}
  {{- with .ports }}
  {{- include "common.servicePorts" $ | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* The ports of a Service, which are those of the container. */}}
{{- define "common.servicePorts" -}}
ports:
  {{- range .ports }}
  - name: {{ include "common.quote" .name }}
    port: {{ int64 (.servicePort | default .port) }}
    targetPort: {{ include "common.quote" .name }}
    protocol: {{ include "common.protocol" . }}
    {{- with .appProtocol }}
    appProtocol: {{ include "common.quote" . }}
    {{- end }}
  {{- end }}
{{- end -}}

{{/* The labels that only the pods of a process have together. */}}
{{- define "common.selector" -}}
{{ include "common.yaml" (dict "app.kubernetes.io/name" .name "app.kubernetes.io/component" .component) }}
{{- end -}}

{{/* By which the Services of workloads are told from that of the application. */}}
{{- define "common.ownLabels" -}}
{{- if ne .component "service" }}app.kubernetes.io/component: {{ include "common.quote" .component }}{{ end -}}
{{- end -}}
