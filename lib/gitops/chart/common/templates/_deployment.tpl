{{- define "common.deployment" -}}
{{- $annotations := dict -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .wave .workloadAnnotations)) -}}
apiVersion: apps/v1
kind: {{ include "common.quote" .kind }}
metadata:
  {{- include "common.metadata" (dict "app" . "name" .objectName "annotations" $annotations) | nindent 2 }}
spec:
  {{- if hasKey . "replicaCount" }}
  replicas: {{ int64 .replicaCount }}
  {{- end }}
  revisionHistoryLimit: 5
  {{- with .minReadySeconds }}
  minReadySeconds: {{ int64 . }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "common.selector" . | nindent 6 }}
  {{- if eq .kind "StatefulSet" }}
  serviceName: "{{ .objectName }}-headless"
  {{- with .podManagementPolicy }}
  podManagementPolicy: {{ include "common.quote" . }}
  {{- end }}
  updateStrategy:
    type: RollingUpdate
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  {{- with .volumeClaimTemplates }}
  volumeClaimTemplates:
    {{- include "common.yaml" . | nindent 4 }}
  {{- end }}
  {{- else }}
  {{- with .progressDeadlineSeconds }}
  progressDeadlineSeconds: {{ int64 . }}
  {{- end }}
  {{- if .strategy }}
  strategy:
    {{- include "common.yaml" .strategy | nindent 4 }}
  {{- else }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: "{{ int64 .surgePercent }}%"
      maxUnavailable: 0
  {{- end }}
  {{- end }}
  template:
    metadata:
      {{- include "common.podMetadata" . | nindent 6 }}
    spec:
      {{- include "common.podSettings" . | nindent 6 }}
      {{- with include "common.spread" . }}
      topologySpreadConstraints:
        {{- . | nindent 8 }}
      {{- end }}
      {{- with .initContainers }}
      initContainers:
        {{- range . }}
        - {{ include "common.companion" (dict "process" $ "container" .) | nindent 10 | trim }}
        {{- end }}
      {{- end }}
      containers:
        - {{ include "common.processContainer" . | nindent 10 | trim }}
        {{- range .sidecars }}
        - {{ include "common.companion" (dict "process" $ "container" .) | nindent 10 | trim }}
        {{- end }}
{{- end -}}
