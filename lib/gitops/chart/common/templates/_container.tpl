{{/* The container of the service itself. */}}
{{- define "common.serviceContainer" -}}
{{- $own := dict "name" .name "env" (list .env) "ports" .ports -}}
{{- include "common.ownContainer" (dict "app" . "own" $own "given" . "secretEnv" .secretEnv) }}
{{- range $kind := list "startup" "readiness" "liveness" }}
{{- with get $.probes $kind }}
{{ $kind }}Probe:
  {{- include "common.yaml" . | nindent 2 }}
{{- end }}
{{- end }}
{{- if gt (int64 .preStopSeconds) 0 }}
lifecycle:
  preStop:
    sleep:
      seconds: {{ int64 .preStopSeconds }}
{{- end }}
{{- end -}}

{{/* The container of the job .name of the app .app: the service's, with the command of .job and its environment besides. */}}
{{- define "common.jobContainer" -}}
{{- $own := dict "name" .name "env" (list .app.env .job.env) -}}
{{- $secretEnv := dict -}}
{{- range $name, $key := .app.secretEnv }}{{ if not (hasKey ($.job.env | default dict) $name) }}{{ $_ := set $secretEnv $name $key }}{{ end }}{{ end -}}
{{- include "common.ownContainer" (dict "app" .app "own" $own "given" .job "secretEnv" $secretEnv) }}
{{- end -}}

{{/* A container with the image of the service, the variables from Secrets .secretEnv and the service's files. */}}
{{- define "common.ownContainer" -}}
{{- $_ := set .own "image" .app.imageReference -}}
{{- $_ := set .own "pullPolicy" .app.image.pullPolicy -}}
{{- $_ := set .own "secretEnv" .secretEnv -}}
{{- $_ := set .own "files" .app.files -}}
{{- include "common.container" . }}
{{- end -}}

{{/* The .container beside or before that of the service of the app .app. */}}
{{- define "common.companion" -}}
{{- with .container -}}
{{- $own := dict "name" .name "image" .image "env" (list .env) "secretEnv" .secretEnv "ports" .ports -}}
{{- include "common.container" (dict "app" $.app "own" $own "given" .) }}
{{- end -}}
{{- end -}}

{{/* A container of the app .app: what is its .own, and of the values .given the command, the arguments and the resources. */}}
{{- define "common.container" -}}
name: {{ include "common.quote" .own.name }}
image: {{ include "common.quote" .own.image }}
{{- with .own.pullPolicy }}
imagePullPolicy: {{ include "common.quote" . }}
{{- end }}
{{- with .given.command }}
command:
  {{- include "common.texts" . | nindent 2 }}
{{- end }}
{{- with .given.args }}
args:
  {{- include "common.texts" . | nindent 2 }}
{{- end }}
{{- with include "common.env" .own }}
env:
  {{- trim . | nindent 2 }}
{{- end }}
{{- with .own.ports }}
ports:
  {{- range . }}
  - name: {{ include "common.quote" .name }}
    containerPort: {{ int64 .port }}
    protocol: {{ include "common.protocol" . }}
  {{- end }}
{{- end }}
resources:
  {{- range $kind := list "requests" "limits" }}
  {{ $kind }}:
    {{- include "common.amounts" (get $.given.resources $kind) | nindent 4 }}
  {{- end }}
{{- with include "common.mounts" (dict "writablePaths" .app.writablePaths "files" .own.files) }}
volumeMounts:
  {{- trim . | nindent 2 }}
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop:
      - ALL
  privileged: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
{{- end -}}

{{/*
The variables of the maps .env and of the map .secretEnv, by name; what comes from a Secret wins. Secrets come first and texts
that refer to others last: Kubernetes replaces $(NAME) only by what stands before it.
*/}}
{{- define "common.env" -}}
{{- $variables := dict -}}
{{- include "common.assign" (dict "into" $variables "from" .env) -}}
{{- range $name, $key := .secretEnv }}{{ $_ := set $variables $name $key }}{{ end -}}
{{- range $rank := list "secret" "text" "reference" }}
{{- range $name, $value := $variables }}
{{- if eq $rank (include "common.envRank" $value) }}
- name: {{ quote $name }}
  {{- if kindIs "string" $value }}
  value: {{ quote $value }}
  {{- else }}
  valueFrom:
    secretKeyRef:
      name: {{ include "common.quote" $value.secret }}
      key: {{ include "common.quote" $value.key }}
  {{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Where a variable comes from: "secret", "text", or "reference" where it refers to others. */}}
{{- define "common.envRank" -}}
{{- if not (kindIs "string" .) -}}secret{{- else if contains "$(" . -}}reference{{- else -}}text{{- end -}}
{{- end -}}

{{/* The protocol of a port. */}}
{{- define "common.protocol" -}}
{{ include "common.quote" (.protocol | default "TCP") }}
{{- end -}}

{{/* Quantities by the name of the resource, as texts: Kubernetes takes numbers, too, but not all of them. */}}
{{- define "common.amounts" -}}
{{- $texts := dict -}}
{{- include "common.assign" (dict "into" $texts "from" (list .)) -}}
{{ include "common.yaml" $texts }}
{{- end -}}

{{/* The folders that a container may write to, and the files that it reads. */}}
{{- define "common.mounts" -}}
{{- range $index, $path := .writablePaths }}
- name: writable-{{ $index }}
  mountPath: {{ include "common.quote" $path }}
{{- end }}
{{- range $index, $path := keys (.files | default dict) | sortAlpha }}
- name: files
  mountPath: {{ quote $path }}
  subPath: file-{{ $index }}
  readOnly: true
{{- end }}
{{- end -}}
