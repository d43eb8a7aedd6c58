{{/* What holds where the values of an application say nothing. */}}
{{- define "common.defaults" -}}
labels: {}
annotations: {}
podAnnotations: {}
image:
  pullPolicy: IfNotPresent
serviceAccount:
  create: false
autoscaling:
  enabled: false
env: {}
secretEnv: {}
envSources: {}
envFrom: []
resources:
  requests:
    cpu: 250m
    memory: 256Mi
  limits:
    memory: 512Mi
service:
  portName: http
  extraPorts: []
ingress:
  enabled: false
  path: /
  annotations: {}
httpRoute:
  enabled: false
  path: /
  annotations: {}
ingresses: {}
httpRoutes: {}
monitoring:
  enabled: false
  labels: {}
  path: /metrics
  interval: 30s
files: {}
fileSources: {}
secretFolders: {}
kind: Deployment
claims: {}
volumes: []
volumeMounts: []
volumeClaimTemplates: []
writablePaths:
  - /tmp
initContainers: []
sidecars: []
workloads: {}
jobs: {}
jobsOnly: false
workloadAnnotations: {}
terminationGracePeriodSeconds: 30
surgePercent: 25
{{- end -}}

{{/* The same of a workload, which besides has the resources and the user of the application. */}}
{{- define "common.processDefaults" -}}
podAnnotations: {}
workloadAnnotations: {}
kind: Deployment
volumes: []
volumeMounts: []
volumeClaimTemplates: []
env: {}
envSources: {}
envFrom: []
service:
  portName: http
  extraPorts: []
monitoring:
  enabled: false
  labels: {}
  path: /metrics
  interval: 30s
initContainers: []
sidecars: []
{{- end -}}

{{/* The user of the pods: an empty map means that of the image, which has to be a number then. */}}
{{- define "common.userDefaults" -}}
securityContext:
  runAsUser: 65532
  runAsGroup: 65532
podSecurityContext:
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
{{- end -}}

{{/* The same of a container beside the service's own. */}}
{{- define "common.containerDefaults" -}}
env: {}
secretEnv: {}
envSources: {}
envFrom: []
resources:
  requests:
    cpu: 50m
    memory: 64Mi
  limits:
    memory: 128Mi
ports: []
{{- end -}}

{{/* The same of a job, which besides has the service's resources. */}}
{{- define "common.jobDefaults" -}}
volumes: []
volumeMounts: []
env: {}
envSources: {}
envFrom: []
podAnnotations: {}
restartPolicy: Never
backoffLimit: 2
activeDeadlineSeconds: 3600
{{- end -}}

{{/* The same of a job at fixed times. */}}
{{- define "common.cronJobDefaults" -}}
timeZone: Etc/UTC
concurrencyPolicy: Forbid
suspend: false
historyLimit: 3
{{- end -}}

{{/* The probes of a service with a port: it gets requests once it accepts connections, and has five minutes to begin with that. */}}
{{- define "common.probeDefaults" -}}
startup:
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 30
readiness:
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
{{- end -}}
