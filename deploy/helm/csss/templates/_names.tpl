{{- define "csss.labels" -}}
app.kubernetes.io/part-of: csss
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{ include "csss.selector" . }}
{{- end }}

{{- /* Labels of one part; never change them: a deployment's selector cannot be changed. */}}
{{- define "csss.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "csss.name" -}}
{{ .root.Release.Name }}-{{ .name }}
{{- end }}

{{- define "csss.image" -}}
{{ .root.Values.image.registry }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "csss.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  runAsGroup: 1654
  fsGroup: 1654
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "csss.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- /* Host: the gateway answers only to the names in AllowedHosts. */}}
{{- define "csss.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
  httpHeaders: [{ name: Host, value: localhost }]
{{- end }}
