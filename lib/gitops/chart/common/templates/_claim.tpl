{{/* The claim .name of the app .app. Argo CD keeps it, and Helm too: its data outlives a mistake in Git. */}}
{{- define "common.claim" -}}
{{- $name := .name -}}
{{- $annotations := dict "argocd.argoproj.io/sync-options" "Prune=false,Delete=false" "helm.sh/resource-policy" "keep" -}}
{{- include "common.copy" (dict "into" $annotations "from" (list .app.wave)) -}}
{{- range dig "volumes" list (.app.migration | default dict) -}}
{{- if eq (dig "persistentVolumeClaim" "claimName" "" .) $name -}}
{{- $_ := set $annotations "argocd.argoproj.io/sync-wave" "1" -}}
{{- end -}}
{{- end -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "common.metadata" (dict "app" .app "name" .name "annotations" $annotations) | nindent 2 }}
spec:
  {{- include "common.yaml" .spec | nindent 2 }}
{{- end -}}
