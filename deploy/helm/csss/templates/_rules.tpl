{{- /* The databases that the services of this version can use. */}}
{{- define "csss.databases" -}}sqlite{{- end }}

{{- /* What must be true before anything is rendered; each message says what to set. */}}
{{- define "csss.rules" -}}
{{- $values := .Values }}
{{- range list "api" "web" }}
{{- if not (index $values.hosts .) }}{{ fail (printf "Set hosts.%s to the public name." .) }}{{ end }}
{{- end }}
{{- if not .Values.broker.host }}{{ fail "Set broker.host to the site's RabbitMQ." }}{{ end }}
{{- if and .Values.broker.usersJob (not .Values.broker.managementUrl) }}{{ fail "Set broker.managementUrl, or broker.usersJob=false and make the users yourself (docs/operations.md)." }}{{ end }}
{{- if not .Values.smtp.host }}{{ fail "Set smtp.host to the mail server." }}{{ end }}
{{- if not .Values.smtp.from }}{{ fail "Set smtp.from to the sender's address." }}{{ end }}
{{- if not .Values.smtp.messageIdDomain }}{{ fail "Set smtp.messageIdDomain to the sending domain." }}{{ end }}
{{- if not .Values.network.podNetworks }}{{ fail "Set network.podNetworks to the cluster's pod networks: without them every client has the gateway's address in the audit trail and in the limits." }}{{ end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.tlsSecret) }}{{ fail "Set ingress.tlsSecret: nothing is answered without TLS." }}{{ end }}
{{- if and .Values.ingress.enabled (not .Values.network.proxyNetworks) }}{{ fail "Set network.proxyNetworks to where the ingress controller's requests come from: without them the gateway takes every request for one without TLS, and refuses it." }}{{ end }}
{{- if and .Values.telemetry.endpoint .Values.network.policies (not .Values.network.collectorNamespace) }}{{ fail "Set network.collectorNamespace: the policies let nothing reach telemetry.endpoint otherwise." }}{{ end }}
{{- $databases := splitList " " (include "csss.databases" .) }}
{{- if not (has .Values.database $databases) }}{{ fail (printf "database=%s: the services of this version can use %s only." .Values.database (join ", " $databases)) }}{{ end }}
{{- range $name, $service := .Values.services }}
{{- $called := eq $name "gateway" }}
{{- range $values.services }}{{ if has $name .calls }}{{ $called = true }}{{ end }}{{ end }}
{{- if not $called }}{{ fail (printf "services.%s: nobody calls it, and a network policy without a caller lets everybody in: remove it, or name it in a caller's calls." $name) }}{{ end }}
{{- if $service.storage }}
{{- $many := or (gt (int $service.replicas) 1) $service.autoscaling.cpu $service.autoscaling.queue }}
{{- if and $many (eq $values.database "sqlite") }}{{ fail (printf "services.%s: with database=sqlite there is one replica, and no autoscaling: two processes on two machines would destroy its file." $name) }}{{ end }}
{{- if and $many (ne $service.storage.accessMode "ReadWriteMany") }}{{ fail (printf "services.%s: several replicas share its blobs: set storage.accessMode=ReadWriteMany." $name) }}{{ end }}
{{- if not $service.secret }}{{ fail (printf "services.%s: set secret to the name of its secret (deploy/helm/make-secrets)." $name) }}{{ end }}
{{- end }}
{{- end }}
{{- if and (gt (int .Values.web.replicas) 1) (not .Values.web.stickySessions) }}{{ fail "web.replicas: more than one needs an ingress that keeps a browser at its replica, and then web.stickySessions=true (docs/adr/0026)." }}{{ end }}
{{- end }}
