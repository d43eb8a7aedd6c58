{{/* A job at fixed times. */}}
{{- define "common.cronJob" -}}
apiVersion: batch/v1
kind: CronJob
metadata:
  {{- include "common.metadata" (dict "app" . "name" .objectName "annotations" .wave) | nindent 2 }}
spec:
  schedule: {{ include "common.quote" .schedule }}
  timeZone: {{ include "common.quote" .timeZone }}
  concurrencyPolicy: {{ include "common.quote" .concurrencyPolicy }}
  suspend: {{ toJson .suspend }}
  successfulJobsHistoryLimit: {{ int64 .historyLimit }}
  failedJobsHistoryLimit: {{ int64 .historyLimit }}
  startingDeadlineSeconds: 300
  jobTemplate:
    metadata:
      labels:
        {{- include "common.podLabels" . | nindent 8 }}
    spec:
      {{- include "common.jobSpec" . | nindent 6 }}
{{- end -}}

{{/* The job that runs before each rollout. Argo CD takes its own annotations and ignores those of Helm. */}}
{{- define "common.migration" -}}
{{- $hook := dict "argocd.argoproj.io/hook" "Sync" "argocd.argoproj.io/hook-delete-policy" "BeforeHookCreation" -}}
{{- $_ := set $hook "argocd.argoproj.io/sync-wave" "1" -}}
{{- $_ := set $hook "helm.sh/hook" "post-install,pre-upgrade" -}}
{{- $_ := set $hook "helm.sh/hook-delete-policy" "before-hook-creation" -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "common.metadata" (dict "app" . "name" .objectName "annotations" $hook) | nindent 2 }}
spec:
  {{- include "common.jobSpec" . | nindent 2 }}
{{- end -}}

{{/* What both have. */}}
{{- define "common.jobSpec" -}}
backoffLimit: {{ int64 .backoffLimit }}
activeDeadlineSeconds: {{ int64 .activeDeadlineSeconds }}
template:
  metadata:
    {{- include "common.podMetadata" . | nindent 4 }}
  spec:
    restartPolicy: {{ include "common.quote" .restartPolicy }}
    {{- include "common.podSettings" . | nindent 4 }}
    containers:
      - {{ include "common.ownContainer" . | nindent 8 | trim }}
{{- end -}}
