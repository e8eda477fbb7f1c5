import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const poolerIsThere = (): boolean => spawnSync('pgbouncer', ['--version']).status === 0;

/** What the product would say at connecting, and a pooler in transaction mode has to say for it. */
const SETTINGS =
  "SET timezone='UTC'; SET lock_timeout='10s'; SET statement_timeout='30s'; SET idle_in_transaction_session_timeout='15s'";

/** A real pgbouncer in transaction mode with fewer server connections than clients. */
export class Pooler {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async before(databaseUrl: string): Promise<Pooler> {
    const { hostname, port: server, username, password } = new URL(databaseUrl);
    const folder = mkdtempSync(path.join(tmpdir(), 'xieshou-pooler-'));
    chmodSync(folder, 0o755); // it leaves root's account before it reads
    const port = await freePort();
    writeFileSync(path.join(folder, 'users'), `"${username}" "${decodeURIComponent(password)}"\n`);
    const settings = `[databases]
* = host=${hostname} port=${server} connect_query='${SETTINGS.replaceAll("'", "''")}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${path.join(folder, 'users')}
pool_mode = transaction
default_pool_size = 8
max_client_conn = 200
server_round_robin = 1
server_login_retry = 1
server_connect_timeout = 3
`;
    const file = path.join(folder, 'pgbouncer.ini');
    writeFileSync(file, settings);
    const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn('pgbouncer', ['-q', ...account, file], { stdio: 'ignore' });
    process.once('exit', () => child.kill('SIGKILL'));
    const pooler = new Pooler(child, folder, port);
    await pooler.listens();
    return pooler;
  }

  url(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async listens(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (this.child.exitCode !== null) throw new Error(`pgbouncer ended with ${this.child.exitCode}`);
      const open = await new Promise<boolean>((resolve) => {
        const socket = connect(this.port, '127.0.0.1', () => resolve((socket.destroy(), true)));
        socket.on('error', () => resolve(false));
      });
      if (open) return;
      await sleep(50);
    }
    throw new Error('pgbouncer does not listen');
  }
}

export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}
