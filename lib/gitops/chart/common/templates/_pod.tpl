{{/* The labels of the pods of a process. */}}
{{- define "common.podLabels" -}}
{{- $labels := dict -}}
{{- include "common.assign" (dict "into" $labels "from" (list .labels (dict "app.kubernetes.io/component" .component))) -}}
{{ include "common.yaml" $labels }}
{{- end -}}

{{/* The metadata of the same pods, which are replaced when their files change. */}}
{{- define "common.podMetadata" -}}
{{- $annotations := dict -}}
{{- $checksum := ternary (dict "checksum/files" .filesChecksum) dict (not (empty .filesChecksum)) -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .annotations .podAnnotations $checksum)) -}}
labels:
  {{- include "common.podLabels" . | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- include "common.yaml" . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What all pods have beside their containers. */}}
{{- define "common.podSettings" -}}
{{- $security := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- include "common.copy" (dict "into" $security "from" (list .podSecurityContext)) -}}
serviceAccountName: {{ include "common.quote" .serviceAccount.name }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "common.yaml" $security | nindent 2 }}
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
      name: {{ include "common.quote" .filesName }}
  {{- end }}
{{- end }}
{{- end -}}
