import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppModule } from '../../../src/app.module';
import { EntriesAreWhatARecountGives } from '../../../src/counting/queries/prove-recount';
import { TotalsAreSumsOfEntries } from '../../../src/counting/queries/prove-totals';
import { AppConfig, Tx, type Checks } from '../../../src/platform/index';
import { productEnvironment } from '../product-environment';
import type { Settings } from '../settings';
import type { Outcome } from '../table';

/** Every entry read and grouped once. */
const SCAN = `SELECT count(*) FROM (SELECT agreement_id, county_code, category_code, period, kind, sum(amount_fen) FROM counting_entries
  GROUP BY 1, 2, 3, 4, 5) grouped`;

/** Every raw record that is counted again, and what has come of it, read once. */
const SCAN_OF_ALL = ['order_lines', 'settlement_lines', 'orders', 'settlements', 'acceptances'].map(
  (table) => `SELECT count(scanned.*) FROM ${table} scanned`,
);

/** The proofs of reconcile over every portion, beside one scan of the entries, and of all that is read. */
export async function measureRecount(databaseUrl: string, settings: Settings): Promise<Outcome[]> {
  const config = AppConfig.read('work', productEnvironment(databaseUrl));
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: ['error'] });
  try {
    const source = app.get(DataSource);
    const timed = (work: (tx: Tx) => Promise<unknown>) =>
      source.transaction('REPEATABLE READ', async (manager) => {
        const begun = performance.now();
        await manager.query(`SET LOCAL statement_timeout = 0`);
        await work(new Tx(manager, new Date()));
        return performance.now() - begun;
      });
    const proof = (check: Checks) => timed(async (tx) => requireHolds(await check.check(tx)));
    await timed((tx) => tx.query(SCAN));
    const scan = await timed((tx) => tx.query(SCAN));
    const raw = await timed(async (tx) => {
      for (const statement of SCAN_OF_ALL) await tx.query(statement);
    });
    const totals = await proof(app.get(TotalsAreSumsOfEntries, { strict: false }));
    const recount = await proof(app.get(EntriesAreWhatARecountGives, { strict: false }));
    const count = settings.portions[1].toLocaleString('en');
    return [
      outcome(
        {
          zh: `核对 ${count} 份的累计（底线：扫描一遍分录）`,
          en: `proving the totals of ${count} portions (floor: one scan of the entries)`,
        },
        scan,
        totals,
      ),
      outcome(
        {
          zh: `从原始记录重算 ${count} 份（底线：扫描一遍分录）`,
          en: `counting ${count} portions again from the raw records (floor: one scan of the entries)`,
        },
        scan,
        recount,
      ),
      {
        ...outcome(
          {
            zh: '同上（底线：分录和每张原始表各扫描一遍）',
            en: 'the same (floor: one scan of the entries and of every raw table)',
          },
          scan + raw,
          recount,
        ),
        target: '—',
        held: null,
      },
    ];
  } finally {
    await app.close();
  }
}

function requireHolds({ examined, breaks }: { examined: number; breaks: readonly string[] }): void {
  if (examined === 0 || breaks.length > 0)
    throw new Error(`${examined} examined, ${breaks.length} breaks: ${breaks.slice(0, 3).join('; ')}`);
}

const outcome = (what: Outcome['what'], floor: number, ours: number): Outcome => ({
  what,
  floor: `${(floor / 1000).toFixed(2)} s`,
  ours: `${(ours / 1000).toFixed(2)} s`,
  ratio: `${(ours / floor).toFixed(1)}×`,
  target: '≤ 3×',
  held: ours / floor <= 3,
});
