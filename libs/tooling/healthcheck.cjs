'use strict';
// HEALTHCHECK of the image: does the process answer on its operator's port? Web and job processes alike, without curl.
const port = process.env.METRICS_PORT || '9464';

fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(3000) }).then(
  (answer) => process.exit(answer.ok ? 0 : 1),
  () => process.exit(1),
);
