import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../support/test-cluster';
import { copyOf, filledDatabase, startCluster, type BenchCluster } from './bench-database';
import { measureOne, measurePages, measureSearch } from './measure-lists';
import { measureOrders } from './measure-orders';
import { measureProgress } from './measure-progress';
import { measureProvider } from './measure-provider';
import { measureStart } from './measure-start';
import { LoadGenerator, startFloor, startProduct } from './processes';
import { seedGoods } from './seed/seed-goods';
import { seedPortions } from './seed/seed-portions';
import { settingsOf, type Settings } from './settings';
import { tokenSource, type Stage } from './stage';
import { markdownTable, withTable, type Outcome, type Said } from './table';

const say = (line: string) => process.stdout.write(`${line}\n`);

type Measure = readonly [name: string, measure: (stage: Stage) => Promise<Outcome[]>];

const ON_GOODS: readonly Measure[] = [
  ['page', measurePages],
  ['one', measureOne],
  ['search', measureSearch],
  ['orders', measureOrders],
];

/** Measures the product against its floor; false where a target is missed. A short run only shows that both answer alike. */
export async function bench(parameters: readonly string[]): Promise<boolean> {
  const settings = settingsOf(parameters);
  const cluster = await startCluster();
  const load = new LoadGenerator();
  try {
    const outcomes = [
      ...(await onGoods(cluster, settings, load)),
      ...(await onPortions(cluster, settings, load)),
    ];
    say(`\n${markdownTable(outcomes, 'en')}\n\n${circumstances(settings).en}`);
    if (settings.write) writeTables(outcomes, circumstances(settings));
    return outcomes.every(({ held, broken }) => !broken && (settings.short || held !== false));
  } finally {
    await load.stop();
    await cluster.stop();
  }
}

const wanted = (settings: Settings, name: string) => settings.only === null || name.includes(settings.only);

async function onGoods(cluster: BenchCluster, settings: Settings, load: LoadGenerator): Promise<Outcome[]> {
  const measures = ON_GOODS.filter(([name]) => wanted(settings, name));
  if (measures.length === 0 && !wanted(settings, 'start') && !wanted(settings, 'provider')) return [];
  const { listings } = settings;
  const filled = await timed(`${listings} listings`, () =>
    filledDatabase(cluster, `goods_${listings}`, (client) => seedGoods(client, listings)),
  );
  const copy = await timed('a copy of them', () => copyOf(cluster, filled));
  const client = new Client({ connectionString: copy.url });
  await client.connect();
  const floor = await startFloor(copy.url);
  const product = await startProduct(copy.url);
  try {
    const stage = { settings, load, floor, product, client, tokens: tokenSource(product.port) };
    const outcomes: Outcome[] = [];
    for (const [name, measure] of measures) outcomes.push(...(await attempted(name, () => measure(stage))));
    await product.stop();
    if (wanted(settings, 'start'))
      outcomes.push(...(await attempted('start', () => measureStart(copy.url, settings))));
    if (wanted(settings, 'provider'))
      outcomes.push(...(await attempted('provider', () => measureProvider(copy.url, settings, load))));
    return outcomes;
  } finally {
    await product.stop();
    await floor.stop();
    await client.end();
    await copy.drop();
  }
}

async function onPortions(
  cluster: BenchCluster,
  settings: Settings,
  load: LoadGenerator,
): Promise<Outcome[]> {
  if (!wanted(settings, 'progress')) return [];
  const { portions } = settings;
  const filled = await timed(`${portions.join(' and ')} portions`, () =>
    filledDatabase(cluster, `portions_${portions.join('_')}`, (client) => seedPortions(client, portions)),
  );
  return attempted('progress', () => measureProgress(filled, settings, load));
}

/** A measure that cannot be taken is a missed one; the others are taken nevertheless. */
async function attempted(name: string, measure: () => Promise<Outcome[]>): Promise<Outcome[]> {
  try {
    return await timed(name, measure);
  } catch (error) {
    say(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
    const what = { zh: `${name}：没有测成`, en: `${name}: not measured` };
    return [{ what, floor: '', ours: '', ratio: '', target: '', held: false, broken: true }];
  }
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  say(`✓ ${name} · ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}

/** Without these a figure means nothing. */
function circumstances({ listings, rounds, seconds, portions }: Settings): Said {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  const day = new Date().toISOString().slice(0, 10);
  const [goods, most] = [listings.toLocaleString('en'), Math.max(...portions).toLocaleString('en')];
  return {
    zh: `\`npm run bench\`，${day}：${machine}，PostgreSQL 开 fsync；${goods} 条在售，至多 ${most} 份；${rounds} 轮交替、每轮 ${seconds} 秒的中位数；发压、服务与数据库在同一台机器。`,
    en: `\`npm run bench\`, ${day}: ${machine}, PostgreSQL with fsync; ${goods} listings, up to ${most} portions; medians of ${rounds} alternating rounds of ${seconds} s; load generator, servers and database on one machine.`,
  };
}

function writeTables(outcomes: readonly Outcome[], under: Said): void {
  for (const [name, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ] as const) {
    const file = path.join(PROJECT_ROOT, name);
    const table = `${markdownTable(outcomes, language)}\n\n${under[language]}`;
    writeFileSync(file, withTable(readFileSync(file, 'utf8'), table));
  }
}
