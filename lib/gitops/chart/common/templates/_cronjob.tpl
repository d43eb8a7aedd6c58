{{/* The .job of the app .app by the .name that its values give it. */}}
{{- define "common.cronJob" -}}
apiVersion: batch/v1
kind: CronJob
metadata:
  {{- include "common.metadata" (dict "app" .app "name" (printf "%s-%s" .app.name .name)) | nindent 2 }}
spec:
  schedule: {{ include "common.quote" .job.schedule }}
  timeZone: {{ include "common.quote" .job.timeZone }}
  concurrencyPolicy: {{ include "common.quote" .job.concurrencyPolicy }}
  suspend: {{ toJson .job.suspend }}
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  startingDeadlineSeconds: 300
  jobTemplate:
    metadata:
      labels:
        {{- include "common.podLabels" (dict "app" .app "component" "job") | nindent 8 }}
    spec:
      backoffLimit: {{ int64 .job.backoffLimit }}
      activeDeadlineSeconds: {{ int64 .job.activeDeadlineSeconds }}
      template:
        metadata:
          {{- include "common.podMetadata" (dict "app" .app "component" "job") | nindent 10 }}
        spec:
          restartPolicy: Never
          {{- include "common.podSettings" .app | nindent 10 }}
          containers:
            - {{ include "common.jobContainer" . | nindent 14 | trim }}
{{- end -}}
