import {
  Errand,
  Errands,
  Events,
  Reaction,
  Worker,
  type DomainEvent,
  type Reacts,
  type Runs,
  type Tx,
} from '../../src/platform/index';
import { WakeForgottenErrands } from '../../src/platform/jobs/wake-forgotten-errands';
import { WakeForgottenReactions } from '../../src/platform/jobs/wake-forgotten-reactions';
import { startPlatform, type PlatformApp } from '../support/platform-app';

const heard: number[] = [];

@Reaction({ name: 'hear', on: ['Said'] })
class Hear implements Reacts {
  async handle(_tx: Tx, event: DomainEvent): Promise<void> {
    heard.push(event.sequence);
  }
}

const gone: string[] = [];

@Errand({ name: 'go' })
class Go implements Runs {
  async run(id: string): Promise<void> {
    gone.push(id);
  }
}

describe('a job whose worker was killed', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Hear, Go]);
  });
  afterAll(() => app.close());

  const drain = () => app.nest.get(Worker).drain();
  const wake = () => app.nest.get(WakeForgottenReactions, { strict: false }).tick();
  const taken = (seconds: number) =>
    app.database.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - make_interval(secs => $1), attempts = 1`,
      [seconds],
    );

  it('is woken after three seconds, once, and not before', async () => {
    await app.transactions.run((tx) =>
      app.nest.get(Events).publish(tx, { stream: 'thing:1', kind: 'Said', payload: {} }),
    );
    await taken(1);
    await wake();
    await drain();
    expect(heard).toEqual([]);
    await taken(4);
    await Promise.all([wake(), wake()]);
    await wake();
    await drain();
    expect(heard).toEqual([1]);
    await wake();
    await drain();
    expect(heard).toEqual([1]);
  });

  it('on an errand is woken after a minute, once, and not before', async () => {
    const wakeErrands = () => app.nest.get(WakeForgottenErrands, { strict: false }).tick();
    await app.transactions.run((tx) => app.nest.get(Errands).ask(tx, 'go', ['one']));
    await taken(50);
    await wakeErrands();
    await drain();
    expect(gone).toEqual([]);
    await taken(70);
    await Promise.all([wakeErrands(), wakeErrands()]);
    await wakeErrands();
    await drain();
    await drain();
    expect(gone).toEqual(['one']);
  });
});
