{{/*
A process is what pods are made of: the application itself, one of its workloads, or a job. It has what all of them share, such
as the image, beside what is its own.
*/}}

{{/* Gives an application its .main process, and puts processes in the place of the values of .workloads, .migration and .jobs. */}}
{{- define "common.fillProcesses" -}}
{{- $main := omit . "workloads" "migration" "jobs" -}}
{{- $own := dict "objectName" .name "component" "service" "containerName" .name "envs" (list .env) -}}
{{- $wave := ternary (dict "argocd.argoproj.io/sync-wave" "2") dict (not (empty .migration)) -}}
{{- $common := dict "filesName" (printf "%s-files" .name) "hasOthers" (not (empty .workloads)) "wave" $wave -}}
{{- include "common.copy" (dict "into" $main "from" (list $own $common)) -}}
{{- $_ := set . "main" $main -}}
{{- $_ := set . "wave" $wave -}}
{{- $notShared := list "command" "args" "replicaCount" "podAnnotations" "workloadAnnotations" "ports" "initContainers" "sidecars" -}}
{{- $shared := dict -}}
{{- range $key, $value := $main }}{{ if not (has $key $notShared) }}{{ $_ := set $shared $key $value }}{{ end }}{{ end -}}
{{- $processes := ternary list (list $main) (eq .jobsOnly true) -}}
{{- range $name, $given := .workloads -}}
{{- $process := dict -}}
{{- include "common.copy" (dict "into" $process "from" (list $shared $given (dict "component" $name "containerName" $name))) -}}
{{- include "common.fillProcess" (dict "process" $process "app" $ "given" $given "name" $name) -}}
{{- $processes = append $processes $process -}}
{{- end -}}
{{- $_ := set . "processes" $processes -}}
{{- with .migration -}}
{{- $job := dict -}}
{{- include "common.fillJob" (dict "job" $job "shared" $shared "app" $ "given" . "name" "migration") -}}
{{- $_ := set $ "migration" $job -}}
{{- end -}}
{{- $jobs := dict -}}
{{- range $name, $given := .jobs -}}
{{- $job := dict -}}
{{- include "common.fillJob" (dict "job" $job "shared" $shared "app" $ "given" $given "name" $name) -}}
{{- $_ := set $jobs $name $job -}}
{{- end -}}
{{- $_ := set . "jobs" $jobs -}}
{{- end -}}

{{/* What a .process gets that is not the application itself but its .name: variables of its own come instead of the .app's. */}}
{{- define "common.fillProcess" -}}
{{- $own := .given.env | default dict -}}
{{- $secretEnv := dict -}}
{{- range $name, $key := .app.secretEnv }}{{ if not (hasKey $own $name) }}{{ $_ := set $secretEnv $name $key }}{{ end }}{{ end -}}
{{- $_ := set .process "objectName" (printf "%s-%s" .app.name .name) -}}
{{- $_ := set .process "envs" (list .app.env $own) -}}
{{- $_ := set .process "secretEnv" $secretEnv -}}
{{- end -}}

{{/* The same of a .job, which besides has files of its own, or another image: promotion knows the container of that by its name. */}}
{{- define "common.fillJob" -}}
{{- $component := dict "component" "job" "containerName" (ternary (printf "%s-image" .name) .name (hasKey .given "image")) -}}
{{- include "common.copy" (dict "into" .job "from" (list .shared (omit .given "image" "files") $component)) -}}
{{- include "common.fillProcess" (dict "process" .job "app" .app "given" .given "name" .name) -}}
{{- $_ := set .job "otherImage" (.given.image | default "") -}}
{{- if .given.files -}}
{{- $files := dict -}}
{{- include "common.copy" (dict "into" $files "from" (list .app.files .given.files)) -}}
{{- $checksum := dict "filesChecksum" (sha256sum (toJson $files)) -}}
{{- $filesName := printf "%s-%s-files" .app.name .name -}}
{{- $given := pick .given "filesChecksum" -}}
{{- include "common.copy" (dict "into" .job "from" (list (dict "files" $files "filesName" $filesName "hasFiles" true) $checksum $given)) -}}
{{- end -}}
{{- end -}}

{{/* Puts the entries of the maps .from into the map .into as they are; a later one wins. */}}
{{- define "common.copy" -}}
{{- $into := .into -}}
{{- range .from }}{{ range $key, $value := . }}{{ $_ := set $into $key $value }}{{ end }}{{ end -}}
{{- end -}}
