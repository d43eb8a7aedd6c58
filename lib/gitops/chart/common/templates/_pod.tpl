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
{{- with include "common.placement" . }}
{{ . }}
{{- end }}
{{- with include "common.volumes" . }}
volumes:
  {{- trim . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What the mounts of a process refer to. */}}
{{- define "common.volumes" -}}
{{- range $index, $path := .writablePaths }}
- name: writable-{{ $index }}
  emptyDir: {}
{{- end }}
{{- $texts := dict -}}
{{- include "common.copyWithout" (dict "into" $texts "from" .files "names" .fileSources) -}}
{{- if $texts }}
- name: files
  configMap:
    name: {{ include "common.quote" .filesName }}
{{- end }}
{{- if .fileSources }}
- name: file-sources
  projected:
    defaultMode: 420
    sources:
      {{- range $index, $path := keys .fileSources | sortAlpha }}
      {{- $source := get $.fileSources $path }}
      {{- $key := $source.secretKeyRef | default $source.configMapKeyRef }}
      - {{ ternary "secret" "configMap" (hasKey $source "secretKeyRef") }}:
          name: {{ include "common.quote" $key.name }}
          items:
            - key: {{ include "common.quote" $key.key }}
              path: file-{{ $index }}
      {{- end }}
{{- end }}
{{- range $index, $path := keys .secretFolders | sortAlpha }}
- name: secret-{{ $index }}
  secret:
    secretName: {{ include "common.quote" (get $.secretFolders $path) }}
    defaultMode: 420
{{- end }}
{{- with .volumes }}
{{ include "common.yaml" . }}
{{- end }}
{{- end -}}
