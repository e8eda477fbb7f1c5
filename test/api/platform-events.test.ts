import { DataSource } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppConfig,
  Events,
  Reaction,
  Reactions,
  RepeatedDuties,
  Worker,
  type DomainEvent,
  type Reacts,
  type Tx,
} from '../../src/platform/index';
import { ReactionRegistry } from '../../src/platform/jobs/registry';
import { dueAgain, failedJobs } from '../support/failed-jobs';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { eventually } from '../support/eventually';
import { startPlatform, type PlatformApp } from '../support/platform-app';

const NAME = 'write-steps-down';

@Reaction({ name: NAME, on: ['Stepped'] })
class WriteStepsDown implements Reacts {
  failures = 0;
  duringHandle: (() => Promise<void>) | undefined;

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    await tx.query('INSERT INTO steps (stream, sequence) VALUES ($1, $2)', [event.stream, event.sequence]);
    const once = this.duringHandle;
    this.duringHandle = undefined;
    await once?.();
    if (this.failures > 0) {
      this.failures -= 1;
      await tx.query(`SELECT 'secret-13800000000'::int`);
    }
  }
}

describe('events', () => {
  let app: PlatformApp;
  let logged: CapturedLog;
  let reaction: WriteStepsDown;
  let reactions: Reactions;
  beforeAll(async () => {
    logged = captureLog('error');
    app = await startPlatform([WriteStepsDown]);
    reaction = app.nest.get(WriteStepsDown);
    reactions = app.nest.get(Reactions);
    await app.database.query(
      'CREATE TABLE steps (id int GENERATED ALWAYS AS IDENTITY, stream text, sequence int)',
    );
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });

  const publish = (stream: string, kind = 'Stepped') =>
    app.transactions.run((tx) => app.nest.get(Events).publish(tx, { stream, kind, payload: {} }));
  const drain = () => app.nest.get(Worker).drain();
  const stepsOf = async (stream: string) =>
    (
      await app.database.query<{ sequence: number }>(
        'SELECT sequence FROM steps WHERE stream = $1 ORDER BY id',
        [stream],
      )
    ).map(({ sequence }) => sequence);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const jobs = () =>
    app.database.query<{ last_error: string | null; attempts: number }>(
      'SELECT last_error, attempts FROM graphile_worker._private_jobs',
    );

  it('of a stream are numbered without gaps in the order of their commits, also when some are rolled back', async () => {
    const broken = () =>
      app.transactions.run(async (tx) => {
        await app.nest.get(Events).publish(tx, { stream: 'gaps', kind: 'Ignored', payload: {} });
        throw new Error('rolled back');
      });
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => (index % 4 === 3 ? broken() : publish('gaps', 'Ignored'))),
    );
    const rows = await app.database.query<{ sequence: number }>(
      `SELECT sequence FROM domain_events WHERE stream = 'gaps' ORDER BY id`,
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(upTo(30)); // ids are given under the stream's lock
  });

  it('reach a reaction once each and in order, and are nobody’s business before the commit', async () => {
    await app.transactions
      .run(async (tx) => {
        await app.nest.get(Events).publish(tx, { stream: 'order', kind: 'Stepped', payload: {} });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(await jobs()).toEqual([]);
    await Promise.all(upTo(12).map((n) => publish('order', n % 3 === 0 ? 'Ignored' : 'Stepped')));
    expect(await jobs()).toHaveLength(1);
    expect(await reactions.pending(NAME)).toEqual(['order']);
    await drain();
    const wanted = await app.database.query<{ sequence: number }>(
      `SELECT sequence FROM domain_events WHERE stream = 'order' AND kind = 'Stepped' ORDER BY sequence`,
    );
    expect(await stepsOf('order')).toEqual(wanted.map(({ sequence }) => sequence));
    expect([await reactions.pending(NAME), await jobs()]).toEqual([[], []]);
  });

  it('change nothing when their reaction runs twice, late, or in eight workers at once', async () => {
    for (const _ of upTo(10)) await publish('twice');
    await Promise.all(upTo(8).map(() => reactions.catchUp({ reaction: NAME, stream: 'twice' })));
    await reactions.catchUp({ reaction: NAME, stream: 'twice' });
    await drain();
    expect(await stepsOf('twice')).toEqual(upTo(10));
  });

  it('are handled again after a failure that left nothing, and the rest waits its turn', async () => {
    for (const _ of upTo(4)) await publish('failing');
    reaction.failures = 2;
    await drain();
    expect(await stepsOf('failing')).toEqual([]);
    const [job] = await failedJobs(app.database);
    expect(job?.attempts).toBe(1);
    expect(job?.error).toBe(`${NAME} on failing: QueryFailedError 22P02`);
    for (const expected of [[], upTo(4)]) {
      await dueAgain(app.database);
      await drain();
      expect(await stepsOf('failing')).toEqual(expected);
    }
  });

  it('that happen while their reaction runs are not missed', async () => {
    await publish('meanwhile');
    reaction.duringHandle = () => publish('meanwhile');
    await drain();
    expect(await stepsOf('meanwhile')).toEqual([1, 2]);
  });

  it('reach their reaction by themselves where a worker runs', async () => {
    await app.nest.get(Worker).start();
    await publish('live');
    await eventually(async () => (await stepsOf('live')).length === 1);
  });
});

describe('repeated duties', () => {
  let app: PlatformApp;
  let logged: CapturedLog;
  beforeAll(async () => {
    logged = captureLog('error');
    app = await startPlatform();
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });

  const dutiesFor = (names: string[], tick: () => Promise<void>) => {
    const registry = { repeated: names.map((name) => ({ name, everySeconds: 0.01, target: { tick } })) };
    return new RepeatedDuties(
      registry as unknown as ReactionRegistry,
      app.nest.get(DataSource),
      app.nest.get(AppConfig),
    );
  };

  it('run in one worker at a time, and go on after a failure', async () => {
    let [atOnce, most, runs] = [0, 0, 0];
    const tick = async () => {
      runs += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await sleep(15);
      atOnce -= 1;
      if (runs % 3 === 0) throw new Error('secret');
    };
    logged.clear();
    const workers = [1, 2, 3].map(() => dutiesFor(['count'], tick));
    for (const worker of workers) worker.start();
    await eventually(async () => runs >= 8);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect([most, atOnce]).toEqual([1, 0]);
    expect(logged.lines().length).toBeGreaterThan(0);
    for (const line of logged.lines())
      expect(line).toMatchObject({ msg: 'duty failed', duty: 'count', error: 'Error' });
    expect(logged.text()).not.toContain('secret');
    const stopped = runs;
    await sleep(50);
    expect(runs).toBe(stopped);
  });

  it('leave each other the connections they need, however many they are', async () => {
    let done = 0;
    const names = Array.from({ length: 40 }, (_, index) => `duty-${index}`);
    const duties = dutiesFor(names, async () => {
      await app.database.query('SELECT pg_sleep(0.01)');
      done += 1;
    });
    duties.start();
    await eventually(async () => done >= 60);
    await duties.stop();
  });
});
