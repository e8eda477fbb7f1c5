import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../../src/app.module';
import { demoGoods, demoPairs, planDemoYear, playDemoYear } from '../../src/demo/index';
import { AppConfig, Database, startOfBusinessDate } from '../../src/platform/index';
import { createTestDatabase, type TestDatabase } from './test-database';

const COUNTIES = ['530326', '530621', '513430', '511823'];
const LAST_DAY = '2026-02-20'; // crosses the change of regime on 2026-01-01
const plan = planDemoYear(7, LAST_DAY, {
  days: 62,
  orders: 64,
  goods: demoGoods.filter(({ countyCode }) => COUNTIES.includes(countyCode)),
  pairs: demoPairs.slice(0, 2),
});

const key = () => randomBytes(32).toString('base64');
export const keys = { TOKEN_KEY: key(), LOOKUP_KEY: key(), ENCRYPTION_KEYS: `k1:${key()}` };

export interface Played {
  readonly stored: TestDatabase;
  readonly app: INestApplicationContext;
}

/** Two months of trade, played into a database of its own. */
export async function played(filesDirectory: string): Promise<Played> {
  const stored = await createTestDatabase();
  const environment = { ...keys, DATABASE_URL: stored.url, FILES_DIRECTORY: filesDirectory };
  const config = AppConfig.read('tool', environment);
  const now = new Date(startOfBusinessDate(LAST_DAY).getTime() + 15 * 3_600_000);
  await playDemoYear({
    root: (parts) => AppModule.with(config.forFilling(), parts),
    plan,
    now,
    report: () => undefined,
    keepGoing: () => undefined,
  });
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: ['error'] });
  return { stored, app };
}

const FIGURES = [
  'SELECT state, terms, count(*), sum(goods_fen), sum(freight_fen) FROM orders GROUP BY state, terms ORDER BY state, terms',
  'SELECT settled_on, goods_fen, freight_fen, excess_fen FROM settlements ORDER BY 1, 2, 3, 4',
  `SELECT kind, year, period, category_code, county_code, sum(amount_fen) FROM counting_entries
   GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
  `SELECT reason, count(*) FROM counting_exclusions, unnest(reasons) AS reason GROUP BY reason ORDER BY reason`,
  'SELECT account.purpose, sum(entry.fen) FROM ledger_entries entry JOIN ledger_accounts account ON account.id = entry.account_id GROUP BY 1 ORDER BY 1',
  `SELECT title, stage, standing, investment_fen, paid_in_fen FROM park_projects ORDER BY title`,
  'SELECT in_base, reserved_base, shipped_base, loss_base FROM lot_stock ORDER BY 1, 2, 3, 4',
];

export async function figuresOf({ app }: Played): Promise<unknown[]> {
  const database = app.get(Database);
  const figures = [];
  for (const sql of FIGURES) figures.push(await database.query(sql));
  return figures;
}

export const STATES_OF_ORDERS = [
  'AWAITING_PAYMENT',
  'CANCELLED_BY_BUYER',
  'CANCELLED_BY_SUPPLIER',
  'CLOSED',
  'CONTRACT_SIGNED',
  'CONTRACT_SUPPLIER_SIGNED',
  'DELIVERED',
  'DISPUTED',
  'IN_FULFILMENT',
  'PAID',
  'PAYMENT_TIMEOUT',
  'PLACED',
  'REFUSED',
  'SETTLED',
  'SHIPPED',
];
