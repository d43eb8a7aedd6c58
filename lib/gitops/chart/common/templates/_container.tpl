{{/* The container of a process that is there all the time. */}}
{{- define "common.processContainer" -}}
{{- include "common.ownContainer" . }}
{{- with .ports }}
ports:
  {{- include "common.containerPorts" . | nindent 2 }}
{{- end }}
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

{{/* The container of a process with its variables and files, and the image of the application unless it has another one. */}}
{{- define "common.ownContainer" -}}
{{- $own := pick . "envs" "secretEnv" "envSources" "envFrom" -}}
{{- $_ := set $own "name" .containerName -}}
{{- $_ := set $own "image" (.otherImage | default .imageReference) -}}
{{- if not .otherImage }}{{ $_ := set $own "pullPolicy" .image.pullPolicy }}{{ end -}}
{{- $_ := set $own "shares" (list "variables" "files" "volumes") -}}
{{- include "common.container" (dict "process" . "own" $own "given" .) }}
{{- end -}}

{{/* The .container beside or before that of the process, with what it shares of it. */}}
{{- define "common.companion" -}}
{{- $shares := .container.shares | default list -}}
{{- with .container -}}
{{- $own := dict "name" .name "image" .image "shares" $shares -}}
{{- $from := ternary $.process dict (has "variables" $shares) -}}
{{- include "common.fillVariables" (dict "into" $own "from" $from "envs" ($from.envs | default list) "own" .) -}}
{{- include "common.container" (dict "process" $.process "own" $own "given" .) }}
{{- with .ports }}
ports:
  {{- include "common.containerPorts" . | nindent 2 }}
{{- end }}
{{- with .restartPolicy }}
restartPolicy: {{ include "common.quote" . }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* A container of the process .process: what is its .own, and of the values .given what it runs with which user and resources. */}}
{{- define "common.container" -}}
{{- $security := dict "allowPrivilegeEscalation" false "capabilities" (dict "drop" (list "ALL")) "privileged" false -}}
{{- $_ := set $security "readOnlyRootFilesystem" true -}}
{{- $_ := set $security "runAsNonRoot" true -}}
{{- include "common.copy" (dict "into" $security "from" (list .given.securityContext)) -}}
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
{{- with .own.envFrom }}
envFrom:
  {{- include "common.yaml" . | nindent 2 }}
{{- end }}
{{- with include "common.env" .own }}
env:
  {{- trim . | nindent 2 }}
{{- end }}
resources:
  {{- range $kind := list "requests" "limits" }}
  {{ $kind }}:
    {{- include "common.amounts" (get $.given.resources $kind) | nindent 4 }}
  {{- end }}
{{- with include "common.mounts" (dict "process" .process "shares" .own.shares) }}
volumeMounts:
  {{- trim . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "common.yaml" $security | nindent 2 }}
{{- end -}}

{{/* The ports of a container. */}}
{{- define "common.containerPorts" -}}
{{- range $index, $port := . }}{{ if $index }}{{ "\n" }}{{ end -}}
- name: {{ include "common.quote" .name }}
  containerPort: {{ int64 .port }}
  protocol: {{ include "common.protocol" . }}
{{- end -}}
{{- end -}}

{{/*
The variables of the maps .envs and of the maps .secretEnv and .envSources, by name; what comes from elsewhere wins, and comes
first. Texts that refer to others come last: Kubernetes replaces $(NAME) only by what stands before it.
*/}}
{{- define "common.env" -}}
{{- $variables := dict -}}
{{- include "common.assign" (dict "into" $variables "from" .envs) -}}
{{- range $name, $key := .secretEnv -}}
{{- $reference := dict "name" (include "common.text" $key.secret) "key" (include "common.text" $key.key) -}}
{{- $_ := set $variables $name (dict "secretKeyRef" $reference) -}}
{{- end -}}
{{- include "common.copy" (dict "into" $variables "from" (list .envSources)) -}}
{{- range $rank := list "secret" "text" "reference" }}
{{- range $name, $value := $variables }}
{{- if eq $rank (include "common.envRank" $value) }}
- name: {{ quote $name }}
  {{- if kindIs "string" $value }}
  value: {{ quote $value }}
  {{- else }}
  valueFrom:
    {{- include "common.yaml" $value | nindent 4 }}
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

{{/* The folders that a container of the .process may write to, and of the files what it .shares. */}}
{{- define "common.mounts" -}}
{{- range $index, $path := .process.writablePaths }}
- name: writable-{{ $index }}
  mountPath: {{ include "common.quote" $path }}
{{- end }}
{{- if has "files" .shares }}
{{- range $index, $path := keys .process.files | sortAlpha }}
{{- if not (hasKey $.process.fileSources $path) }}
- name: files
  mountPath: {{ quote $path }}
  subPath: file-{{ $index }}
  readOnly: true
{{- end }}
{{- end }}
{{- range $index, $path := keys .process.fileSources | sortAlpha }}
- name: file-sources
  mountPath: {{ quote $path }}
  subPath: file-{{ $index }}
  readOnly: true
{{- end }}
{{- end }}
{{- if has "variables" .shares }}
{{- range $index, $path := keys .process.secretFolders | sortAlpha }}
- name: secret-{{ $index }}
  mountPath: {{ quote $path }}
  readOnly: true
{{- end }}
{{- end }}
{{- if has "volumes" .shares }}
{{- with .process.volumeMounts }}
{{ include "common.yaml" . }}
{{- end }}
{{- end }}
{{- end -}}
