# The web app: frontend/server.mjs around Next.js.
#   docker buildx build -f deploy/images/web.Dockerfile -t csss/web .
ARG NODE_IMAGE=docker.io/library/node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
ENV NEXT_TELEMETRY_DISABLED=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
WORKDIR /src
COPY frontend/package.json frontend/package-lock.json ./
# A site with a mirror gives its npmrc as the build secret `npm`.
RUN --mount=type=secret,id=npm,target=/root/.npmrc npm install --no-save --no-fund --no-audit --loglevel=error
COPY frontend ./
RUN npm run build --silent && rm -rf .next/cache
# What runs: next.config.ts is read by TypeScript when the server starts, so that one stays.
RUN --mount=type=secret,id=npm,target=/root/.npmrc \
    mv node_modules/typescript /tmp/typescript && npm prune --omit=dev --no-fund --no-audit --loglevel=error && \
    rm -rf node_modules/typescript && mv /tmp/typescript node_modules/typescript

FROM ${NODE_IMAGE}
COPY --from=build /src/node_modules /app/node_modules
COPY --from=build /src/.next /app/.next
COPY --from=build /src/public /app/public
COPY --from=build /src/src/server/*.mjs /app/src/server/
COPY --from=build /src/package.json /src/next.config.ts /src/tsconfig.json /src/*.mjs /app/
COPY deploy/images/probe /app/probe
# Next.js may keep a cache here; the rest is read-only.
RUN install -d -o 1654 -g 1654 /app/.next/cache
ENV PORT=3000 NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
USER 1654:1654
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["/app/probe", "/alive"]
ENTRYPOINT ["node", "server.mjs"]
