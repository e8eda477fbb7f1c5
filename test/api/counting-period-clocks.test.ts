import { AskForCutOff } from '../../src/counting/reactions/ask-for-cut-off';
import { KeepPeriodClocks } from '../../src/counting/reactions/keep-period-clocks';
import { PeriodClockSteps } from '../../src/counting/storage/period-clock-steps';
import { PeriodCutOff } from '../../src/counting/storage/period-cut-off';
import { AgreementParties } from '../../src/pairing/index';
import type { Actor } from '../../src/platform/index';
import { PeriodWorld } from '../support/period-world';

const JULY = '2026-07-01';
const AUGUST = '2026-08-01';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the clock of the months', () => {
  let world: PeriodWorld;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    await world.settled(9_000n);
  });
  afterAll(() => world.app.close());

  const at = (instant: string) => world.app.clock.set(new Date(`${instant}+08:00`));
  const closeJuly = () => world.desk.close(world.agreement, JULY, world.east);
  const openTasks = () =>
    world.app.database.query(
      `SELECT kind FROM tasks WHERE kind = 'CLOSE_COUNTING_MONTH' AND closed_at IS NULL`,
    );
  const reminded = async () =>
    (
      await world.app.database.query<{ month: string }>(
        'SELECT month FROM counting_periods WHERE reminded_revision = revision ORDER BY 1',
      )
    ).map(({ month }) => month);

  it('lets a month be closed when what began before its last midnight has been written', async () => {
    at('2026-08-01T00:09:59');
    expect(await closeJuly()).toMatchObject({ refusals: [{ code: 'MONTH_NOT_OVER', path: ['month'] }] });
  });

  it('asks nobody to close a month that is being closed at that moment', async () => {
    at('2026-08-01T00:10:00');
    const { app, agreement, east } = world;
    const actor = { memberId: east.id } as Actor;
    const begun: Promise<unknown>[] = [];
    await app.transactions.run(async (tx) => {
      const facts = await app.nest.get(AgreementParties).find(tx, agreement);
      if (!facts) throw new Error('the agreement does not exist');
      await app.nest.get(PeriodCutOff).close(tx, actor, facts, JULY);
      begun.push(app.nest.get(AskForCutOff).tick());
      await pause(300);
    });
    await Promise.all(begun);
    expect(await openTasks()).toEqual([]);
    await world.app.settle();
    expect((await world.desk.month(world.agreement, JULY, world.east)).state).toBe('RECONCILING');
  });

  it('reminds of no revision but the one whose days are over', async () => {
    at('2026-08-10T09:00:00');
    const { id } = await world.desk.month(world.agreement, JULY, world.east);
    const steps = world.app.nest.get(PeriodClockSteps);
    await world.app.transactions.run((tx) => steps.remind(tx, { id: id ?? '', revision: 0 }));
    await world.app.transactions.run((tx) => steps.escalate(tx, { id: id ?? '', revision: 0 }));
    expect(await reminded()).toEqual([]);
  });

  it('goes on with the other months where one fails', async () => {
    await world.settled(500n);
    at('2026-09-03T09:00:00');
    await world.close(AUGUST);
    at('2026-09-20T09:00:00');
    await world.app.database.query('UPDATE counting_periods SET reminded_revision = NULL');
    const steps = world.app.nest.get(PeriodClockSteps);
    const failing = jest.spyOn(steps, 'remind').mockRejectedValueOnce(new Error('示例故障'));
    await expect(world.app.nest.get(KeepPeriodClocks).tick()).rejects.toThrow('示例故障');
    expect(failing).toHaveBeenCalledTimes(2);
    expect(await reminded()).toHaveLength(1);
    failing.mockRestore();
  });
});
