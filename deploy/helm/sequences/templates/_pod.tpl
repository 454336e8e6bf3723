{{/* Environment that the chart sets. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.chartEnv" -}}
{{- $values := .root.Values -}}
{{- $own := .service.own -}}
- {name: QUARKUS_HTTP_HOST, value: 0.0.0.0}
- {name: QUARKUS_HTTP_PORT, value: "8080"}
- {name: QUARKUS_MANAGEMENT_HOST, value: 0.0.0.0}
- {name: QUARKUS_MANAGEMENT_PORT, value: "9000"}
- name: SEQUENCES_DATABASE_URL
  value: {{ include "sequences.databaseUrl" . | quote }}
- name: SEQUENCES_DATABASE_USERNAME
  value: {{ $own.database.username | quote }}
- name: SEQUENCES_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $own.database.password.existingSecret }}
      key: {{ $own.database.password.key }}
- name: SEQUENCES_DATABASE_MAX_POOL_SIZE
  value: {{ .service.databasePoolSize | quote }}
{{- if eq $values.database.migration "job" }}
- {name: SEQUENCES_DATABASE_MIGRATION, value: none}
{{- end }}
- name: SEQUENCES_KAFKA_BOOTSTRAP_SERVERS
  value: {{ $values.kafka.bootstrapServers | quote }}
- name: SEQUENCES_KAFKA_SECURITY_PROTOCOL
  value: {{ $values.kafka.securityProtocol }}
{{- if include "sequences.usesSasl" .root }}
- name: SEQUENCES_KAFKA_SASL_MECHANISM
  value: {{ $values.kafka.saslMechanism }}
- name: SEQUENCES_KAFKA_SASL_USERNAME
  value: {{ $own.kafka.username | quote }}
- name: SEQUENCES_KAFKA_SASL_PASSWORD_FILE
  value: /etc/sequences/kafka-password/password
{{- end }}
{{- if $values.kafka.tls.ca.existingSecret }}
- {name: SEQUENCES_KAFKA_TLS_CA_FILE, value: /etc/sequences/kafka-ca/ca.crt}
{{- end }}
{{- if $own.kafka.certificate.existingSecret }}
- {name: SEQUENCES_KAFKA_TLS_CERTIFICATE_FILE, value: /etc/sequences/kafka-certificate/user.crt}
- {name: SEQUENCES_KAFKA_TLS_KEY_FILE, value: /etc/sequences/kafka-certificate/user.key}
{{- end }}
{{- if ne $values.kafka.securityProtocol "PLAINTEXT" }}
- name: SEQUENCES_KAFKA_TLS_VERIFY_HOSTNAME
  value: {{ $values.kafka.tls.verifyHostname | quote }}
{{- end }}
- name: SEQUENCES_TOKENS_ISSUER
  value: {{ $values.tokens.issuer | quote }}
- name: SEQUENCES_TOKENS_PUBLIC_KEY
  value: {{ default "file:///etc/sequences/tokens/public-key" $values.tokens.publicKeyUrl | quote }}
{{- with $values.tokens.audience }}
- name: SEQUENCES_TOKENS_AUDIENCE
  value: {{ join "," . | quote }}
{{- end }}
- name: SEQUENCES_TOKENS_GROUPS_PATH
  value: {{ $values.tokens.groupsPath | quote }}
{{- with $values.installation }}
- name: SEQUENCES_INSTALLATION
  value: {{ . }}
{{- end }}
- name: SEQUENCES_ORGANIZATION_TIME_ZONE
  value: {{ $values.organization.timeZone | quote }}
- name: SEQUENCES_LOG_FORMAT
  value: {{ $values.logs.format }}
{{- with $values.traces.endpoint }}
- name: SEQUENCES_TRACES_ENDPOINT
  value: {{ . | quote }}
- name: SEQUENCES_TRACES_SAMPLING_RATIO
  value: {{ $values.traces.samplingRatio | quote }}
{{- end }}
- {name: AXONIQ_UPDATE_CHECKER_DISABLED, value: "true"}
- {name: MALLOC_ARENA_MAX, value: "2"}
- name: JAVA_TOOL_OPTIONS
  value: {{ printf "-XX:MaxRAMPercentage=%v -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED %s" .service.maxRamPercentage .service.javaOptions | trim | quote }}
{{- end -}}

{{/* Environment of one service. A variable that occurs twice would fail at a server-side apply. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.env" -}}
{{- $env := include "sequences.chartEnv" . -}}
{{- range $key, $value := .service.settings }}
{{- $name := regexReplaceAll "[^A-Za-z0-9]" $key "_" | upper }}
{{- $env = printf "%s\n%s" $env (list (dict "name" $name "value" (toString $value)) | toYaml) }}
{{- end }}
{{- with .service.extraEnv }}
{{- $env = printf "%s\n%s" $env (toYaml .) }}
{{- end }}
{{- $names := list }}
{{- range $variable := fromYamlArray $env }}
{{- if has $variable.name $names }}
{{- fail (printf "Service %s has the variable %s twice. Remove it from settings or extraEnv, and use the value of the chart for it, if there is one." $.service.name $variable.name) }}
{{- end }}
{{- $names = append $names $variable.name }}
{{- end }}
{{- $env }}
{{- end -}}

{{/* Volumes of one service. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.volumes" -}}
{{- $values := .root.Values -}}
{{- $own := .service.own -}}
- name: tmp
  emptyDir: {}
{{- with $values.database.tls.ca }}
{{- if .existingSecret }}
- name: database-ca
  secret:
    secretName: {{ .existingSecret }}
    optional: false
    items: [{key: {{ .key }}, path: ca.crt}]
{{- end }}
{{- end }}
{{- if include "sequences.usesSasl" .root }}
- name: kafka-password
  secret:
    secretName: {{ $own.kafka.password.existingSecret }}
    optional: false
    items: [{key: {{ $own.kafka.password.key }}, path: password}]
{{- end }}
{{- with $values.kafka.tls.ca }}
{{- if .existingSecret }}
- name: kafka-ca
  secret:
    secretName: {{ .existingSecret }}
    optional: false
    items: [{key: {{ .key }}, path: ca.crt}]
{{- end }}
{{- end }}
{{- with $own.kafka.certificate }}
{{- if .existingSecret }}
- name: kafka-certificate
  secret:
    secretName: {{ .existingSecret }}
    optional: false
    items: [{key: {{ .certificateKey }}, path: user.crt}, {key: {{ .keyKey }}, path: user.key}]
{{- end }}
{{- end }}
{{- if not $values.tokens.publicKeyUrl }}
- name: tokens
  secret:
    secretName: {{ $values.tokens.publicKey.existingSecret }}
    optional: false
    items: [{key: {{ $values.tokens.publicKey.key }}, path: public-key}]
{{- end }}
{{- with .service.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Mounts of the volumes above. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.volumeMounts" -}}
{{- $values := .root.Values -}}
- {name: tmp, mountPath: /tmp}
{{- if $values.database.tls.ca.existingSecret }}
- {name: database-ca, mountPath: /etc/sequences/database-ca, readOnly: true}
{{- end }}
{{- if include "sequences.usesSasl" .root }}
- {name: kafka-password, mountPath: /etc/sequences/kafka-password, readOnly: true}
{{- end }}
{{- if $values.kafka.tls.ca.existingSecret }}
- {name: kafka-ca, mountPath: /etc/sequences/kafka-ca, readOnly: true}
{{- end }}
{{- if .service.own.kafka.certificate.existingSecret }}
- {name: kafka-certificate, mountPath: /etc/sequences/kafka-certificate, readOnly: true}
{{- end }}
{{- if not $values.tokens.publicKeyUrl }}
- {name: tokens, mountPath: /etc/sequences/tokens, readOnly: true}
{{- end }}
{{- with .service.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Pod fields that the Deployment and the migration Job share. Argument: dict "root" $ "service" $service */}}
{{- define "sequences.podSettings" -}}
serviceAccountName: {{ include "sequences.serviceAccountName" . }}
automountServiceAccountToken: false
# Otherwise the cluster would add SEQUENCES_* variables of its own, which the services refuse as unknown settings.
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- toYaml .service.podSecurityContext | nindent 2 }}
{{- with .service.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .service.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Security context of every container: the restricted Pod Security Standard and a read-only file system. */}}
{{- define "sequences.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}
