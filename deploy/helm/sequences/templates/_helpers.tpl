{{/* Name of the release's resources: "sequences", or "<release>-sequences". */}}
{{- define "sequences.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "sequences.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/part-of: sequences
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ default .Chart.AppVersion .Values.image.tag | quote }}
{{ include "sequences.suiteSelector" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "sequences.suiteSelector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/*
One entry per enabled service, as JSON: the name, its own values, and the defaults overridden by its `override`.
Use: range $s := (include "sequences.services" . | fromJson).services
*/}}
{{- define "sequences.services" -}}
{{- $services := list -}}
{{- range $name, $own := .Values.services -}}
{{- if $own.enabled -}}
{{- $settings := mergeOverwrite (deepCopy $.Values.defaults) (deepCopy $own.override) -}}
{{- $service := merge (dict "name" $name "fullname" (printf "%s-%s" (include "sequences.fullname" $) $name) "own" $own) $settings -}}
{{- $services = append $services $service -}}
{{- end -}}
{{- end -}}
{{- dict "services" $services | toJson -}}
{{- end -}}

{{/* Selector of one service's pods. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.selector" -}}
{{ include "sequences.suiteSelector" .root }}
app.kubernetes.io/component: {{ .service.name }}
{{- end -}}

{{/* Argument: dict "root" $ "service" $service */}}
{{- define "sequences.image" -}}
{{- $image := .root.Values.image -}}
{{- $path := compact (list $image.registry $image.repository .service.own.image.name) | join "/" -}}
{{- if .service.own.image.digest -}}
{{- printf "%s@%s" $path .service.own.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $path (default .root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Argument: dict "root" $ "service" $service */}}
{{- define "sequences.serviceAccountName" -}}
{{- ternary .service.fullname "default" .root.Values.serviceAccount.create -}}
{{- end -}}

{{- define "sequences.usesSasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}true{{ end -}}
{{- end -}}

{{/* JDBC URL of one service. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.databaseUrl" -}}
{{- $database := .root.Values.database -}}
{{- $parameters := deepCopy $database.parameters -}}
{{- if $database.tls.ca.existingSecret -}}
{{- $_ := set $parameters "sslrootcert" "/etc/sequences/database-ca/ca.crt" -}}
{{- end -}}
{{- $query := list -}}
{{- range $key, $value := $parameters -}}
{{- $query = append $query (printf "%s=%s" $key (toString $value)) -}}
{{- end -}}
{{- $hosts := list -}}
{{- range $host := splitList "," $database.host -}}
{{- $hosts = append $hosts (ternary $host (printf "%s:%v" $host $database.port) (contains ":" $host)) -}}
{{- end -}}
jdbc:postgresql://{{ join "," $hosts }}/{{ .service.own.database.name }}{{ with $query }}?{{ join "&" . }}{{ end }}
{{- end -}}

{{/*
Namespace, labels and annotations of an object.
Arguments: dict "root" $ ["component" name] ["labels" map] ["annotations" map]
*/}}
{{- define "sequences.metadata" -}}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "sequences.labels" .root | nindent 2 }}
  {{- with .component }}
  app.kubernetes.io/component: {{ . }}
  {{- end }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (default (dict) .annotations) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
