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
{{- $notShared = concat $notShared (list "kind" "podManagementPolicy" "strategy" "volumeClaimTemplates" "volumeMounts" "volumes") -}}
{{- $notShared = concat $notShared (list "minReadySeconds" "progressDeadlineSeconds" "podDisruptionBudget" "horizontalPodAutoscaler" "scaledObject") -}}
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
{{- $_ := set .process "objectName" (printf "%s-%s" .app.name .name) -}}
{{- include "common.fillVariables" (dict "into" .process "from" .app "envs" (list .app.env) "own" .given) -}}
{{- end -}}

{{/* Gives .into the variables of .from, of which .envs are the texts, and the .own instead of those of the same name. */}}
{{- define "common.fillVariables" -}}
{{- $names := dict -}}
{{- include "common.copy" (dict "into" $names "from" (list .own.env .own.secretEnv .own.envSources)) -}}
{{- $_ := set .into "envs" (append .envs (.own.env | default dict)) -}}
{{- range $kind := list "secretEnv" "envSources" -}}
{{- $kept := dict -}}
{{- include "common.copyWithout" (dict "into" $kept "from" (index $.from $kind) "names" $names) -}}
{{- include "common.copy" (dict "into" $kept "from" (list (index $.own $kind))) -}}
{{- $_ := set $.into $kind $kept -}}
{{- end -}}
{{- $_ := set .into "envFrom" (concat (.from.envFrom | default list) (.own.envFrom | default list)) -}}
{{- end -}}

{{/* Puts the entries of the map .from into the map .into, but for the keys of the map .names. */}}
{{- define "common.copyWithout" -}}
{{- $into := .into -}}
{{- $names := .names | default dict -}}
{{- range $key, $value := .from }}{{ if not (hasKey $names $key) }}{{ $_ := set $into $key $value }}{{ end }}{{ end -}}
{{- end -}}

{{/* The same of a .job, which besides has files of its own, or another image: promotion knows the container of that by its name. */}}
{{- define "common.fillJob" -}}
{{- $component := dict "component" "job" "containerName" (ternary (printf "%s-image" .name) .name (hasKey .given "image")) -}}
{{- include "common.copy" (dict "into" .job "from" (list .shared (omit .given "image" "files" "fileSources") $component)) -}}
{{- include "common.fillProcess" (dict "process" .job "app" .app "given" .given "name" .name) -}}
{{- $_ := set .job "otherImage" (.given.image | default "") -}}
{{- $sources := dict -}}
{{- include "common.copyWithout" (dict "into" $sources "from" .app.fileSources "names" .given.files) -}}
{{- include "common.copy" (dict "into" $sources "from" (list .given.fileSources)) -}}
{{- $_ := set .job "fileSources" $sources -}}
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
