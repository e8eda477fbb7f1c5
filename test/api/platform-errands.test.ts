import { randomUUID } from 'node:crypto';
import {
  Errand,
  Errands,
  Events,
  Reaction,
  Worker,
  requireNoTransaction,
  type Reacts,
  type Runs,
} from '../../src/platform/index';
import { eventually } from '../support/eventually';
import { dueAgain, failedJobs } from '../support/failed-jobs';
import { startPlatform, type PlatformApp } from '../support/platform-app';

const WALK = 'test-walk';
const walked: string[] = [];
const reacted: string[] = [];
let gate: Promise<void> = Promise.resolve();
let fails = 0;

@Errand({ name: WALK })
class Walk implements Runs {
  async run(id: string): Promise<void> {
    requireNoTransaction('a walk');
    walked.push(id);
    if (fails > 0) {
      fails -= 1;
      throw new Error('card 4242424242424242');
    }
    await gate;
  }
}

@Reaction({ name: 'test-notice-walks', on: ['TestWalkAsked'] })
class NoticeWalks implements Reacts {
  async handle(_: unknown, { stream }: { stream: string }): Promise<void> {
    reacted.push(stream);
  }
}

describe('errands', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Walk, NoticeWalks], 'serve', { ERRAND_CONCURRENCY: '2' });
  });
  afterAll(() => app.close());

  const ask = (...ids: string[]) => app.transactions.run((tx) => app.nest.get(Errands).ask(tx, WALK, ids));
  const drain = () => app.nest.get(Worker).drain();

  it('run once after the commit that asked for them, however often they were asked for', async () => {
    const id = randomUUID();
    await ask(id, id);
    await ask(id);
    expect(walked).toEqual([]);
    await drain();
    await drain();
    expect(walked.splice(0)).toEqual([id]);
  });

  it('do not run for what was rolled back', async () => {
    const failing = app.transactions.run(async (tx) => {
      await app.nest.get(Errands).ask(tx, WALK, [randomUUID()]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await drain();
    expect(walked.splice(0)).toEqual([]);
  });

  it('run again after a fault, and nothing of what it said is kept', async () => {
    const id = randomUUID();
    fails = 1;
    await ask(id);
    await drain();
    const [kept] = await failedJobs(app.database);
    expect(kept?.error).toContain(`${WALK} ${id}: Error`);
    expect(kept?.error).not.toContain('4242');
    await dueAgain(app.database);
    await drain();
    expect(walked.splice(0)).toEqual([id, id]);
  });

  it('are refused where a transaction is open, and only there', async () => {
    await expect(app.transactions.run(() => new Walk().run('x'))).rejects.toThrow(/inside a transaction/);
    const id = randomUUID();
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const started = await app.transactions.run(async () => [committed.then(() => new Walk().run(id))]);
    commit();
    await started[0];
    expect(walked.splice(0)).toEqual([id]);
  });

  it('that hang in all their slots leave the reactions going', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    await app.nest.get(Worker).start();
    await ask(randomUUID(), randomUUID(), randomUUID());
    await eventually(async () => walked.length === 2);
    await app.transactions.run((tx) =>
      app.nest.get(Events).publish(tx, { stream: 'test:1', kind: 'TestWalkAsked', payload: {} }),
    );
    await eventually(async () => reacted.length === 1);
    expect(walked).toHaveLength(2);
    open();
    await eventually(async () => walked.length === 3);
  });
});
