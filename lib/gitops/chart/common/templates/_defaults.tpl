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
resources:
  requests:
    cpu: 250m
    memory: 256Mi
  limits:
    memory: 512Mi
service:
  extraPorts: []
ingress:
  enabled: false
  path: /
  annotations: {}
httpRoute:
  enabled: false
  path: /
monitoring:
  enabled: false
  labels: {}
  path: /metrics
  interval: 30s
files: {}
writablePaths:
  - /tmp
initContainers: []
sidecars: []
jobs: {}
terminationGracePeriodSeconds: 30
surgePercent: 25
{{- end -}}

{{/* The same of a container beside the service's own. */}}
{{- define "common.containerDefaults" -}}
env: {}
secretEnv: {}
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
timeZone: Etc/UTC
env: {}
concurrencyPolicy: Forbid
backoffLimit: 2
activeDeadlineSeconds: 3600
suspend: false
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
