import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureCluster, removeCluster, stopCluster } from '../../../libs/tooling/embedded-postgres.cjs';

import { AppConfig } from '../../../src/platform/index';
import { startTestApp, type TestApp } from '../../support/app';
import { makeGoods, type Goods } from '../../support/goods';
import { makePeople, type People } from '../../support/people';
import { TcpProxy } from '../../support/tcp-proxy';
import { PROJECT_ROOT, runEnvironment, withClient } from '../../support/test-cluster';
import { createTemplate } from '../../support/test-template';
import { Pooler, freePort } from './pooler';
import { ProductProcess } from './product-process';

export interface Intensity {
  readonly buyers: number;
  readonly orders: number;
  readonly flood: number;
  readonly rounds: number;
  /** Rows of a table of claims; the worker reads 5,000 at once. */
  readonly claims: number;
  /** Buyers at once, and how often kill -9 strikes, while money moves. */
  readonly clients: number;
  readonly kills: number;
  /** How many times longer than promised everything may take: a machine that does other work as well keeps no times. */
  readonly patience: number;
}

export const SHORT: Intensity = {
  buyers: 200,
  orders: 12,
  flood: 150,
  rounds: 1,
  claims: 5_400,
  clients: 2,
  kills: 3,
  patience: 1,
};
export const LONG: Intensity = {
  buyers: 400,
  orders: 60,
  flood: 1500,
  rounds: 3,
  claims: 50_000,
  clients: 4,
  kills: 20,
  patience: 1,
};

/** Two web and two worker processes of the built product on a PostgreSQL of their own, behind a network that can fail. */
export class Stage {
  webs: ProductProcess[] = [];
  workers: ProductProcess[] = [];
  /** Hears how far a long scene is. */
  progress: (text: string) => void = () => undefined;
  private around: Readonly<Record<string, string>> = {};
  private readonly closing: (() => Promise<void>)[] = [];

  private constructor(
    readonly intensity: Intensity,
    private readonly dataDir: string,
    readonly app: TestApp,
    readonly people: People,
    readonly network: TcpProxy,
    private readonly environment: Record<string, string>,
    private readonly pooler: Pooler | undefined,
  ) {}

  /** `pooled`: every process works through pgbouncer in transaction mode, and only the job queue past it. */
  static async open(intensity: Intensity, pooled = false): Promise<Stage> {
    const dataDir = path.join(PROJECT_ROOT, `.data/drill-postgres-${process.pid}`);
    const { url } = await ensureCluster({ dataDir });
    const template = 'xieshou_drill_template';
    await withClient(url, (client) => createTemplate(client, url, template));
    process.env[runEnvironment.clusterUrl] = url;
    process.env[runEnvironment.template] = template;
    process.env[runEnvironment.run] = String(process.pid);
    const key = () => randomBytes(32).toString('base64');
    const settings = {
      TOKEN_KEY: key(),
      LOOKUP_KEY: key(),
      ENCRYPTION_KEYS: `k1:${key()}`,
      FILES_DIRECTORY: mkdtempSync(path.join(tmpdir(), 'xieshou-drill-')),
    };
    const app = await startTestApp(new Date(), settings);
    const network = await TcpProxy.before(url);
    const databaseUrl = network.url(app.nest.get(AppConfig).databaseUrl);
    const pooler = pooled ? await Pooler.before(databaseUrl) : undefined;
    const environment = {
      ...settings,
      DATABASE_POOL_SIZE: '12',
      ...(intensity.patience > 1 && { DRAIN_GRACE_SECONDS: '3', FILE_INSPECTION_SECONDS: '50' }),
      DATABASE_URL: databaseUrl,
      ...(pooler && {
        DATABASE_URL: pooler.url(databaseUrl),
        WORKER_DATABASE_URL: databaseUrl,
        DATABASE_POOLER: 'transaction',
      }),
    };
    return new Stage(intensity, dataDir, app, await makePeople(app), network, environment, pooler);
  }

  /** Milliseconds until a promised time is really over. */
  within(milliseconds: number): number {
    return milliseconds * this.intensity.patience;
  }

  async addWeb(): Promise<ProductProcess> {
    const web = await this.aside(this.around);
    this.webs.push(web);
    return web;
  }

  /** A web process that is none of the two, in surroundings of its own; whoever asks for it stops it. */
  async aside(environment: Record<string, string>, within: readonly string[] = []): Promise<ProductProcess> {
    return new ProductProcess('serve', { ...this.environment, ...environment }, await freePort(), within);
  }

  addWorker(): ProductProcess {
    const worker = new ProductProcess('work', { ...this.environment, ...this.around });
    this.workers.push(worker);
    return worker;
  }

  /**
   * Two of each, ready; those that a scene has ended are replaced. As with whoever keeps them running, one that gave up
   * while it was starting (a busy machine answers late) is started again, a few times.
   */
  async fill(tries = 3): Promise<void> {
    this.webs = this.webs.filter(({ alive }) => alive);
    this.workers = this.workers.filter(({ alive }) => alive);
    while (this.webs.length < 2) await this.addWeb();
    while (this.workers.length < 2) this.addWorker();
    try {
      await Promise.all([...this.webs, ...this.workers].map((one) => one.ready(this.within(60_000))));
    } catch (error) {
      if (tries <= 1) throw error;
      await this.fill(tries - 1);
    }
  }

  /** Those that run end, and others begin with these settings, too. */
  async moveTo(around: Readonly<Record<string, string>>): Promise<void> {
    this.around = around;
    await this.endAll();
    await this.fill();
  }

  whenClosed(end: () => Promise<void>): void {
    this.closing.push(end);
  }

  web(index: number): ProductProcess {
    const web = this.webs[index % this.webs.length];
    if (!web) throw new Error('no web process');
    return web;
  }

  /** A lot with room for so many orders of 2 t. */
  goods(orders: number): Promise<Goods> {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    return makeGoods(this.app, this.people, {
      inBase: 2_000_000n * BigInt(orders),
      harvestedOn: day(-20),
      expiresOn: day(400),
      onSaleFrom: day(-15),
      onSaleTo: day(300),
    });
  }

  stopDatabase(force: boolean): Promise<boolean> {
    return stopCluster(this.dataDir, { force });
  }

  async startDatabase(): Promise<void> {
    await ensureCluster({ dataDir: this.dataDir });
  }

  /** Runs the product's own reconciliation. */
  async reconcile(): Promise<{ code: number | null; said: string }> {
    const run = new ProductProcess('reconcile', this.environment);
    const { code } = await run.ended();
    return { code, said: run.said };
  }

  async close(): Promise<void> {
    await this.endAll();
    for (const end of this.closing) await end();
    await this.app.close().catch(() => undefined);
    await this.pooler?.stop();
    this.network.close();
    await removeCluster(this.dataDir);
    rmSync(String(this.environment['FILES_DIRECTORY']), { recursive: true, force: true });
  }

  private async endAll(): Promise<void> {
    await Promise.all(
      [...this.webs, ...this.workers]
        .filter(({ alive }) => alive)
        .map((one) => (one.signal('SIGKILL'), one.ended())),
    );
  }
}
