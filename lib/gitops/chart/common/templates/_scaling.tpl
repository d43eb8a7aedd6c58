{{/* What bounds and changes the number of the pods of a process. Its names are others than those of the objects of Terraform. */}}
{{- define "common.scaling" -}}
{{- $metadata := include "common.metadata" (dict "app" . "name" (printf "%s-%s" .name .component) "annotations" .wave) -}}
{{- $target := dict "scaleTargetRef" (dict "apiVersion" "apps/v1" "kind" .kind "name" .objectName) -}}
{{- with .podDisruptionBudget }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- $metadata | nindent 2 }}
spec:
  {{- include "common.yaml" . | nindent 2 }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "common.selector" $ | nindent 6 }}
{{- end }}
{{- range $kind, $key := dict "HorizontalPodAutoscaler" "horizontalPodAutoscaler" "ScaledObject" "scaledObject" }}
{{- with get $ $key }}
---
apiVersion: {{ ternary "keda.sh/v1alpha1" "autoscaling/v2" (eq $kind "ScaledObject") }}
kind: {{ $kind }}
metadata:
  {{- $metadata | nindent 2 }}
spec:
  {{- include "common.yaml" . | nindent 2 }}
  {{- include "common.yaml" $target | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}
