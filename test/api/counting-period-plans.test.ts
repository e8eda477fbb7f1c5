import { COUNTED_KINDS } from '../../src/counting/storage/pending-events';
import { PeriodWaiting } from '../../src/counting/storage/period-waiting';
import { AgreementParties } from '../../src/pairing/index';
import { PeriodWorld } from '../support/period-world';

const STREAMS = 5000;

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const read = ({ 'Actual Rows': rows, 'Actual Loops': loops, 'Rows Removed by Filter': left = 0 }: Plan) =>
  (rows + left) * loops;

describe('what waits for the close of a month, after many years', () => {
  let world: PeriodWorld;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    const { database } = world.app;
    const stream = `'order:' || md5(n::text)::uuid FROM generate_series(1, ${STREAMS}) AS n`;
    await database.query(`INSERT INTO event_streams (last_sequence, stream) SELECT 1, ${stream}`);
    await database.query(
      `INSERT INTO domain_events (sequence, kind, payload, at, stream) SELECT 1, $1, '{}', now() - interval '9 years', ${stream}`,
      [COUNTED_KINDS[0]],
    );
    await database.query(
      `INSERT INTO reaction_cursors (reaction, last_sequence, stream) SELECT 'count-order-events', 1, ${stream}`,
    );
    await database.query('ANALYZE domain_events, reaction_cursors, event_streams');
  });
  afterAll(() => world.app.close());

  it('is found without reading what was counted long ago', async () => {
    const { app } = world;
    const order = await world.happened(900n);
    const agreement = await app.nest.get(AgreementParties).find(app.database, world.agreement);
    if (!agreement) throw new Error('the agreement does not exist');
    const waits = app.nest.get(PeriodWaiting);
    const found = await waits.orders(app.database, agreement, app.clock.now());
    expect(found.map(({ orderId }) => orderId)).toEqual([order.id]);

    const plans: Plan[] = [];
    const explain = {
      async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
        const [row] = await app.database.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
          parameters,
        );
        plans.push(...(row?.['QUERY PLAN'] ?? []).map(({ Plan: plan }) => plan));
        return [];
      },
    };
    await waits.orders(explain, agreement, app.clock.now());
    const events = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'domain_events');
    expect(events.length).toBeGreaterThan(0);
    expect(events.reduce((sum, node) => sum + read(node), 0)).toBeLessThan(STREAMS / 10);
  });
});
