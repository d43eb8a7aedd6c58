{{/* The labels of the pods of the app .app which are its .component. */}}
{{- define "common.podLabels" -}}
{{- $labels := dict -}}
{{- include "common.assign" (dict "into" $labels "from" (list .app.labels (dict "app.kubernetes.io/component" .component))) -}}
{{ include "common.yaml" $labels }}
{{- end -}}

{{/* The metadata of the same pods. */}}
{{- define "common.podMetadata" -}}
labels:
  {{- include "common.podLabels" . | nindent 2 }}
{{- with .app.podAnnotations }}
annotations:
  {{- include "common.yaml" . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What all pods of an app have beside their containers. */}}
{{- define "common.podSettings" -}}
serviceAccountName: {{ include "common.quote" .serviceAccount.name }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  seccompProfile:
    type: RuntimeDefault
terminationGracePeriodSeconds: {{ int64 .terminationGracePeriodSeconds }}
{{- if or .writablePaths .files }}
volumes:
  {{- range $index, $path := .writablePaths }}
  - name: writable-{{ $index }}
    emptyDir: {}
  {{- end }}
  {{- if .files }}
  - name: files
    configMap:
      name: {{ printf "%s-files" .name | quote }}
  {{- end }}
{{- end }}
{{- end -}}
