{{/*
Puts what the objects are made of into the map .into: the values that are given, defaults for what they leave out, and what
follows from both. A value is left out if its key is missing or null.

Maps are passed to be filled, because a template can give back nothing but text, and reading that again would change it.
*/}}
{{- define "common.values" -}}
{{- $app := .into -}}
{{- range $key, $value := deepCopy .given }}{{ $_ := set $app $key $value }}{{ end -}}
{{- include "common.prune" $app -}}
{{- $_ := set $app "patches" (.given.patches | default list | deepCopy) -}}
{{- include "common.checkKinds" $app -}}
{{- $_ := set $app "namespace" .namespace -}}
{{- include "common.fill" (dict "into" $app "with" (dict "name" .chart)) -}}
{{- $_ := set $app "name" (include "common.text" $app.name) -}}
{{- include "common.fill" (dict "into" $app "with" (dict "serviceAccount" (dict "name" $app.name))) -}}
{{- include "common.fillMemory" $app -}}
{{- include "common.fill" (dict "into" $app "with" (include "common.defaults" . | fromYaml)) -}}
{{- include "common.fillWhole" (dict "into" $app "with" (include "common.userDefaults" . | fromYaml)) -}}
{{- include "common.fillByPorts" $app -}}
{{- $checksum := ternary "" (sha256sum (toJson $app.files)) (empty $app.files) -}}
{{- include "common.fill" (dict "into" $app "with" (dict "filesChecksum" $checksum)) -}}
{{- range $app.workloads -}}
{{- include "common.fillMemory" . -}}
{{- include "common.fill" (dict "into" . "with" (pick $app "resources" "terminationGracePeriodSeconds")) -}}
{{- include "common.fillWhole" (dict "into" . "with" (pick $app "securityContext")) -}}
{{- include "common.fill" (dict "into" . "with" (include "common.processDefaults" . | fromYaml)) -}}
{{- if not (or .horizontalPodAutoscaler .scaledObject) }}{{ include "common.fill" (dict "into" . "with" (dict "replicaCount" 1)) }}{{ end -}}
{{- include "common.fillByPorts" . -}}
{{- end -}}
{{- range prepend (values $app.workloads) $app -}}
{{- $process := . -}}
{{- range concat .initContainers .sidecars -}}
{{- include "common.fillMemory" . -}}
{{- include "common.fillWhole" (dict "into" . "with" (pick $process "securityContext")) -}}
{{- include "common.fill" (dict "into" . "with" (include "common.containerDefaults" . | fromYaml)) -}}
{{- end -}}
{{- end -}}
{{- range concat (values $app.jobs) (list $app.migration) -}}
{{- if . -}}
{{- include "common.fillMemory" . -}}
{{- include "common.fill" (dict "into" . "with" (pick $app "resources")) -}}
{{- include "common.fillWhole" (dict "into" . "with" (pick $app "securityContext")) -}}
{{- include "common.fill" (dict "into" . "with" (include "common.jobDefaults" . | fromYaml)) -}}
{{- end -}}
{{- end -}}
{{- range $app.jobs -}}
{{- include "common.fill" (dict "into" . "with" (include "common.cronJobDefaults" . | fromYaml)) -}}
{{- end -}}
{{- include "common.checkValues" $app -}}
{{- include "common.derive" $app -}}
{{- end -}}

{{/* Takes the keys whose value is null out of a map and the maps in it. */}}
{{- define "common.prune" -}}
{{- $given := . -}}
{{- range $key, $value := . -}}
{{- if kindIs "invalid" $value -}}
{{- $_ := unset $given $key -}}
{{- else if kindIs "map" $value -}}
{{- include "common.prune" $value -}}
{{- else if kindIs "slice" $value -}}
{{- range $value }}{{ if kindIs "map" . }}{{ include "common.prune" . }}{{ end }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Gives the map .into what it lacks of the map .with, and the maps in it likewise. */}}
{{- define "common.fill" -}}
{{- $into := .into -}}
{{- range $key, $default := .with -}}
{{- if not (hasKey $into $key) -}}
{{- $_ := set $into $key (deepCopy $default) -}}
{{- else if kindIs "map" $default -}}
{{- include "common.fill" (dict "into" (get $into $key) "with" $default) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The same key by key only: an empty map stays empty. */}}
{{- define "common.fillWhole" -}}
{{- $into := .into -}}
{{- range $key, $default := .with }}{{ if not (hasKey $into $key) }}{{ $_ := set $into $key (deepCopy $default) }}{{ end }}{{ end -}}
{{- end -}}

{{/* The memory that is asked for is the limit where none is given, and the other way round: a default could contradict it. */}}
{{- define "common.fillMemory" -}}
{{- $requests := dig "requests" "memory" nil (.resources | default dict) -}}
{{- $limits := dig "limits" "memory" nil (.resources | default dict) -}}
{{- with $limits | default $requests -}}
{{- $memory := dict "requests" (dict "memory" ($requests | default .)) "limits" (dict "memory" .) -}}
{{- include "common.fill" (dict "into" $ "with" (dict "resources" $memory)) -}}
{{- end -}}
{{- end -}}

{{/* A Service for whoever has ports; for the port of the service a moment to go on serving, and probes. */}}
{{- define "common.fillByPorts" -}}
{{- $isServing := or .service.port .service.metricsPort .service.extraPorts -}}
{{- include "common.fill" (dict "into" .service "with" (dict "enabled" (ternary true false (not (empty $isServing))))) -}}
{{- include "common.fill" (dict "into" . "with" (dict "preStopSeconds" (ternary 5 0 .service.enabled))) -}}
{{- if and (not (hasKey . "probes")) .service.port -}}
{{- $asked := dict "tcpSocket" (dict "port" .service.port) -}}
{{- $probes := dict "startup" (deepCopy $asked) "readiness" $asked -}}
{{- $_ := set . "probes" $probes -}}
{{- include "common.fill" (dict "into" $probes "with" (include "common.probeDefaults" . | fromYaml)) -}}
{{- end -}}
{{- include "common.fill" (dict "into" . "with" (dict "probes" dict)) -}}
{{- end -}}

{{/* What several objects have: the image, ports, labels and annotations, and then the processes. */}}
{{- define "common.derive" -}}
{{- $name := dict "app.kubernetes.io/name" .name -}}
{{- $labels := dict -}}
{{- include "common.assign" (dict "into" $labels "from" (list .labels $name (dict "app.kubernetes.io/managed-by" "argocd"))) -}}
{{- $annotations := dict -}}
{{- include "common.assign" (dict "into" $annotations "from" (list .annotations)) -}}
{{- $reference := ternary (list "@" .image.digest) (list ":" .image.tag) (not (empty .image.digest)) -}}
{{- $image := printf "%s%s%s" (include "common.text" .image.repository) (first $reference) (include "common.text" (last $reference)) -}}
{{- $_ := set . "imageReference" $image -}}
{{- $_ := set . "nameLabels" $name -}}
{{- $_ := set . "labels" $labels -}}
{{- $_ := set . "annotations" $annotations -}}
{{- range prepend (values .workloads) . -}}
{{- $ports := list -}}
{{- $metrics := ternary .service.metricsPort 0 (ne (int64 (.service.metricsPort | default 0)) (int64 (.service.port | default 0))) -}}
{{- if .service.port -}}
{{- $_ := set .service "portName" (include "common.text" .service.portName) -}}
{{- include "common.fill" (dict "into" .service "with" (dict "servicePort" .service.port)) -}}
{{- $ports = append $ports (merge (dict "name" .service.portName) (pick .service "port" "servicePort" "appProtocol")) -}}
{{- end -}}
{{- with $metrics }}{{ $ports = append $ports (dict "name" "metrics" "port" .) }}{{ end -}}
{{- $_ := set . "ports" (concat $ports .service.extraPorts) -}}
{{- end -}}
{{- include "common.fillProcesses" . -}}
{{- end -}}

{{/* Puts the entries of the maps .from into the map .into as texts; a later one wins. */}}
{{- define "common.assign" -}}
{{- $into := .into -}}
{{- range .from -}}
{{- range $key, $value := . -}}
{{- $_ := set $into $key (include "common.text" $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}
