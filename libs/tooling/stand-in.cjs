'use strict';
// Stripe's stand-in beside npm start: a small process of its own, so that a person on his own machine can pay by card.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { ROOT } = require('./bootstrap.cjs');
const { buildStandIn } = require('./build.cjs');
const { freePort } = require('./postgres-presence.cjs');

const USUAL_PORT = 12_111;
const USUAL_APPLICATION_PORT = 3000;
const LISTENS_WITHIN_MS = 15_000;

/** Whoever names a database or Stripe's keys has his own; port 0 is known too late to send events to. */
function isWanted(environment, refused) {
  const own = Object.keys(environment).some((name) => name.startsWith('STRIPE_') && environment[name] !== '');
  return (
    !refused &&
    !own &&
    !environment.DATABASE_URL &&
    environment.NODE_ENV !== 'production' &&
    environment.PORT !== '0'
  );
}

/** The application's settings once it listens; null where it cannot be had, and transfers are the only way to pay. */
async function startStandIn({ keepIn, onChild }) {
  const entry = await buildStandIn();
  if (entry === null) return null;
  const port = (await freePort(USUAL_PORT)) ? USUAL_PORT : 0;
  const events = `http://127.0.0.1:${process.env.PORT || USUAL_APPLICATION_PORT}/stripe/events`;
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=128',
      '-r',
      path.join(__dirname, 'leave-with-parent.cjs'),
      entry,
      '--port',
      String(port),
      '--events-to',
      events,
      '--keep-in',
      keepIn,
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: process.platform !== 'win32', // Ctrl-C reaches it through us, once
    },
  );
  onChild(child);
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), LISTENS_WITHIN_MS);
    const answer = (settings) => {
      clearTimeout(late);
      resolve(settings);
    };
    child.once('message', answer);
    child.once('error', () => answer(null));
    child.once('exit', () => answer(null));
  });
}

module.exports = { isWanted, startStandIn };
