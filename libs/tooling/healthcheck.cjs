'use strict';
// HEALTHCHECK of the image: does the process live? Web and job processes answer on the operator's port; a web process
// that still waits for its database answers on its own. Without curl.
const { METRICS_PORT = '9464', PORT = '3000' } = process.env;

async function lives(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(1500) });
  if (!answer.ok) throw new Error(`${answer.status}`);
}

lives(METRICS_PORT)
  .catch(() => lives(PORT))
  .then(
    () => process.exit(0),
    () => process.exit(1),
  );
