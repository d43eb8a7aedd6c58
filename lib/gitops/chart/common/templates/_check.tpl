{{/*
Values that somebody wrote by hand may lack what an object cannot do without. Everything that is wrong is said at once.
*/}}

{{/* Fails where a value is no map or list although it has to be one. */}}
{{- define "common.checkKinds" -}}
{{- $problems := list -}}
{{- $maps := "labels annotations podAnnotations image serviceAccount autoscaling env secretEnv resources service ingress httpRoute ingresses httpRoutes" -}}
{{- $lists := "command args writablePaths initContainers sidecars envFrom volumes volumeMounts volumeClaimTemplates imagePullSecrets" -}}
{{- range $kind, $keys := dict "map" (cat $maps "monitoring probes files workloads jobs securityContext podSecurityContext workloadAnnotations envSources fileSources secretFolders claims strategy scheduling podDisruptionBudget horizontalPodAutoscaler scaledObject") "slice" $lists -}}
{{- range $key := splitList " " $keys -}}
{{- if not (has (kindOf (index $ $key)) (list "invalid" $kind)) -}}
{{- $problems = append $problems (printf "%s is no %s" $key (ternary "map" "list" (eq $kind "map"))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- include "common.failWith" $problems -}}
{{- end -}}

{{/* Fails where something is missing or contradicts itself, once the defaults are filled in. */}}
{{- define "common.checkValues" -}}
{{- $problems := list -}}
{{- $needed := list "image.repository" -}}
{{- if .ingress.enabled }}{{ $needed = concat $needed (list "ingress.host" "service.port") }}{{ end -}}
{{- if .httpRoute.enabled }}{{ $needed = concat $needed (list "httpRoute.host" "httpRoute.gateway.name" "service.port") }}{{ end -}}
{{- if .monitoring.enabled }}{{ $needed = append $needed "service.metricsPort" }}{{ end -}}
{{- range $path := uniq $needed -}}
{{- $text := include "common.at" (dict "values" $ "path" $path) -}}
{{- if not $text }}{{ $problems = append $problems (printf "%s is missing" $path) }}{{ end -}}
{{- end -}}
{{- range $name, $job := .jobs -}}
{{- if not $job.schedule }}{{ $problems = append $problems (printf "jobs.%s has no schedule" $name) }}{{ end -}}
{{- end -}}
{{- range $key := list "ingresses" "httpRoutes" -}}
{{- range $name, $given := index $ $key -}}
{{- if not $given.spec }}{{ $problems = append $problems (printf "%s.%s has no spec" $key $name) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $name, $from := .secretEnv -}}
{{- if not (and (kindIs "map" $from) (hasKey $from "secret") (hasKey $from "key")) -}}
{{- $problems = append $problems (printf "secretEnv.%s has not both secret and key" $name) -}}
{{- end -}}
{{- end -}}
{{- range prepend (concat (values .workloads) (values .jobs) (list .migration)) . -}}
{{- if . -}}
{{- range $name, $from := .envSources -}}
{{- if or (not (kindIs "map" $from)) (ne (len $from) 1) -}}
{{- $problems = append $problems (printf "envSources.%s has not one of secretKeyRef, configMapKeyRef, fieldRef and resourceFieldRef" $name) -}}
{{- end -}}
{{- end -}}
{{- range .volumes -}}
{{- range $kind := without (keys .) "name" "configMap" "csi" "downwardAPI" "emptyDir" "ephemeral" "persistentVolumeClaim" "projected" "secret" -}}
{{- $problems = append $problems (printf "a volume of the kind %s, which Pod Security restricted refuses" $kind) -}}
{{- end -}}
{{- end -}}
{{- range $path, $from := .fileSources -}}
{{- $key := dict -}}
{{- if kindIs "map" $from }}{{ $key = $from.secretKeyRef | default $from.configMapKeyRef | default dict }}{{ end -}}
{{- if not (and $key.name $key.key) -}}
{{- $problems = append $problems (printf "fileSources: %s has not both name and key" $path) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range prepend (values .workloads) . -}}
{{- range concat .initContainers .sidecars -}}
{{- if not (and .name .image) }}{{ $problems = append $problems "a container has not both name and image" }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and .jobsOnly (or .service.port .workloads) }}{{ $problems = append $problems "jobsOnly is true, but there is more than jobs" }}{{ end -}}
{{- $numbers := "replicaCount surgePercent preStopSeconds terminationGracePeriodSeconds service.port service.metricsPort" -}}
{{- range $path := splitList " " $numbers -}}
{{- $text := include "common.at" (dict "values" $ "path" $path) -}}
{{- if and $text (not (regexMatch "^[0-9]+$" $text)) }}{{ $problems = append $problems (printf "%s is no whole number" $path) }}{{ end -}}
{{- end -}}
{{- if not (or .image.tag .image.digest) }}{{ $problems = append $problems "image has neither a tag nor a digest" }}{{ end -}}
{{- if .serviceAccount.create }}{{ $problems = append $problems "serviceAccount.create is true, but Terraform makes it" }}{{ end -}}
{{- if .autoscaling.enabled }}{{ $problems = append $problems "autoscaling.enabled is true, but Terraform makes the autoscaler" }}{{ end -}}
{{- range prepend (values .workloads) . -}}
{{- if and .horizontalPodAutoscaler .scaledObject }}{{ $problems = append $problems "there are both horizontalPodAutoscaler and scaledObject" }}{{ end -}}
{{- if and (or .horizontalPodAutoscaler .scaledObject) (hasKey . "replicaCount") -}}
{{- $problems = append $problems "there is an autoscaler, but replicaCount is set" -}}
{{- end -}}
{{- if .podDisruptionBudget -}}
{{- if eq (hasKey .podDisruptionBudget "minAvailable") (hasKey .podDisruptionBudget "maxUnavailable") -}}
{{- $problems = append $problems "podDisruptionBudget has not one of minAvailable and maxUnavailable" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .service.enabled (not (or .service.port .service.metricsPort .service.extraPorts)) -}}
{{- $problems = append $problems "service.enabled is true, but there is no port" -}}
{{- end -}}
{{- include "common.failWith" $problems -}}
{{- end -}}

{{/* The value at .path in .values as text, and nothing where there is none. */}}
{{- define "common.at" -}}
{{- $at := .values -}}
{{- range splitList "." .path }}{{ if kindIs "map" $at }}{{ $at = index $at . }}{{ else }}{{ $at = "" }}{{ end }}{{ end -}}
{{- if not (kindIs "invalid" $at) }}{{ include "common.text" $at }}{{ end -}}
{{- end -}}

{{- define "common.failWith" -}}
{{- with . }}{{ printf "these values cannot be rendered:\n- %s" (join "\n- " .) | fail }}{{ end -}}
{{- end -}}
