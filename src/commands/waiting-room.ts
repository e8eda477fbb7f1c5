import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabasePulse, log, migrationsAreCurrent, sqlState, type AppConfig } from '../platform/index';

const LOOK_EVERY_MS = 500;
/** Waiting does not help here: wrong user or password, no such database. */
const HOPELESS = new Set(['28000', '28P01', '3D000']);

type Waited = 'database' | 'migrations';

/**
 * Returns when the database answers and has our structure. Until then a web process already listens: alive, not
 * ready, and every request is told to come again.
 */
export async function waitForDatabase(
  config: AppConfig,
  address?: { readonly port: number; readonly host: string },
): Promise<void> {
  const pulse = new DatabasePulse(config);
  const leave = () => process.exit(0);
  process.once('SIGTERM', leave).once('SIGINT', leave);
  let door: Server | undefined;
  let said: Waited | undefined;
  try {
    for (;;) {
      const missing = await lookFor(pulse);
      if (!missing) return;
      if (missing !== said) log.warn('waiting', { said: missing });
      said = missing;
      if (address) door ??= await openDoor(address);
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    process.off('SIGTERM', leave).off('SIGINT', leave);
    await pulse.onApplicationShutdown();
    if (door) {
      door.closeAllConnections();
      door.close();
      await once(door, 'close');
    }
  }
}

async function lookFor(pulse: DatabasePulse): Promise<Waited | undefined> {
  try {
    return (await migrationsAreCurrent(pulse)) ? undefined : 'migrations';
  } catch (error) {
    if (HOPELESS.has(sqlState(error) ?? '')) throw error;
    return 'database';
  }
}

async function openDoor({ port, host }: { port: number; host: string }): Promise<Server> {
  const door = createServer((request, response) => {
    const live = request.method === 'GET' && request.url === '/health/live';
    const body = live
      ? { status: 'live' }
      : { code: 'UNAVAILABLE', status: 'not ready', missing: ['database'] };
    response
      .writeHead(live ? 200 : 503, {
        'content-type': 'application/json',
        connection: 'close',
        ...(live ? {} : { 'retry-after': '2' }),
      })
      .end(JSON.stringify(body));
  });
  door.listen(port, host);
  await once(door, 'listening');
  return door;
}
