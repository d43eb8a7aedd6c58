{{/* The files of a process by their place in the order of their paths: a key of a ConfigMap cannot be a path. */}}
{{- define "common.files" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "common.metadata" (dict "app" . "name" .filesName) | nindent 2 }}
data:
  {{- range $index, $path := keys .files | sortAlpha }}
  file-{{ $index }}: {{ include "common.quote" (get $.files $path) }}
  {{- end }}
{{- end -}}
