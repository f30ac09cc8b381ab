{{- /* A service's configuration; what is secret comes as files (Secrets:Directory). */}}
{{- define "csss.settings" -}}
{{- $root := .root }}
{{- $values := .root.Values }}
- { name: ASPNETCORE_ENVIRONMENT, value: Production }
- { name: Auth__Issuer, value: {{ printf "https://%s/" $values.hosts.api | quote }} }
- { name: Gateway__PublicUrl, value: {{ printf "https://%s/" $values.hosts.api | quote }} }
{{- if .service.secret }}
- { name: Secrets__Directory, value: /run/secrets/csss }
{{- end }}
{{- range .service.calls }}
- { name: services__{{ . }}__http__0, value: {{ printf "http://%s:8080" (include "csss.name" (dict "root" $root "name" .)) | quote }} }
{{- end }}
{{- if eq .name "gateway" }}
- { name: AllowedHosts, value: {{ printf "%s;%s;localhost" $values.hosts.api (include "csss.name" .) | quote }} }
{{- range $index, $network := $values.network.proxyNetworks }}
- { name: Gateway__TrustedProxies__{{ $index }}, value: {{ $network | quote }} }
{{- end }}
{{- $count := len $values.network.proxyNetworks }}
{{- /* The web app is a pod; who else is one cannot reach the gateway: see the policies. */}}
{{- range $index, $network := $values.network.podNetworks }}
- { name: Gateway__TrustedProxies__{{ add $index $count }}, value: {{ $network | quote }} }
{{- end }}
{{- else }}
{{- range $index, $network := $values.network.podNetworks }}
- { name: Forwarding__TrustedProxies__{{ $index }}, value: {{ $network | quote }} }
{{- end }}
{{- end }}
{{- if .service.storage }}
- { name: Storage__Directory, value: /var/lib/csss/data }
{{- end }}
{{- if .service.broker }}
- { name: Broker__Host, value: {{ $values.broker.host | quote }} }
- { name: Broker__Port, value: {{ $values.broker.port | int | quote }} }
- { name: Broker__VirtualHost, value: {{ $values.broker.virtualHost | quote }} }
- { name: Broker__Tls, value: {{ $values.broker.tls | quote }} }
- { name: Broker__User, value: {{ .name }} }
{{- if $values.broker.authoritySecret }}
- { name: Broker__AuthorityFile, value: /run/broker-authority/ca.crt }
{{- end }}
{{- if ne .name "identity" }}
- { name: ServiceClient__Id, value: csss-{{ .name }} }
{{- end }}
{{- end }}
{{- if eq .name "notifications" }}
- { name: Mail__PortalUrl, value: {{ printf "https://%s/" $values.hosts.web | quote }} }
- { name: Mail__MessageIdDomain, value: {{ $values.smtp.messageIdDomain | quote }} }
- { name: Smtp__Host, value: {{ $values.smtp.host | quote }} }
- { name: Smtp__Port, value: {{ $values.smtp.port | int | quote }} }
- { name: Smtp__Security, value: {{ $values.smtp.security | quote }} }
- { name: Smtp__User, value: {{ $values.smtp.user | quote }} }
- { name: Smtp__From, value: {{ $values.smtp.from | quote }} }
{{- end }}
{{- with $values.telemetry.endpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }} }
{{- end }}
{{- range $key, $value := .service.env }}
- { name: {{ $key }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}
