import {
  Events,
  Reaction,
  Reactions,
  Worker,
  type DomainEvent,
  type ReactsInSlices,
  type Tx,
} from '../../src/platform/index';
import { Meters } from '../../src/platform/metrics/meters';
import { WakeForgottenReactions } from '../../src/platform/jobs/wake-forgotten-reactions';
import { dueAgain } from '../support/failed-jobs';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { startPlatform, type PlatformApp } from '../support/platform-app';

const NAME = 'count-to-seven';
const AT_A_TIME = 3;
const LAST = 7;

@Reaction({ name: NAME, on: ['Asked'] })
class CountToSeven implements ReactsInSlices {
  failsAt = 0;
  killedAt = 0;

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const from = Number(after ?? 0) + 1;
    const to = Math.min(LAST, from + AT_A_TIME - 1);
    for (let n = from; n <= to; n += 1) {
      await tx.query('INSERT INTO numbers (stream, sequence, n) VALUES ($1, $2, $3)', [
        event.stream,
        event.sequence,
        n,
      ]);
      if (n === this.failsAt) throw new Error('failing');
      if (n !== this.killedAt) continue;
      this.killedAt = 0;
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    }
    return to === LAST ? null : String(to);
  }
}

describe('a reaction that handles an event in slices', () => {
  let app: PlatformApp;
  let logged: CapturedLog;
  let reaction: CountToSeven;
  beforeAll(async () => {
    logged = captureLog('error');
    app = await startPlatform([CountToSeven]);
    reaction = app.nest.get(CountToSeven);
    await app.database.query(
      'CREATE TABLE numbers (id int GENERATED ALWAYS AS IDENTITY, stream text, sequence int, n int)',
    );
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });

  const ask = (stream: string) =>
    app.transactions.run((tx) => app.nest.get(Events).publish(tx, { stream, kind: 'Asked', payload: {} }));
  const once = (stream: string) => app.nest.get(Reactions).catchUp({ reaction: NAME, stream });
  const drain = () => app.nest.get(Worker).drain();
  const counted = async (...streams: string[]) =>
    (
      await app.database.query<{ text: string }>(
        `SELECT stream || sequence || ':' || n AS text FROM numbers WHERE stream = ANY($1) ORDER BY id`,
        [streams],
      )
    ).map(({ text }) => text);
  const all = (stream: string, ...sequences: number[]) =>
    sequences.flatMap((sequence) =>
      Array.from({ length: LAST }, (_, index) => `${stream}${sequence}:${index + 1}`),
    );
  const keys = async () =>
    (
      await app.database.query<{ key: string }>(
        'SELECT key FROM graphile_worker._private_jobs WHERE key IS NOT NULL',
      )
    ).map(({ key }) => key);

  it('commits each with how far it came, and has a job for the rest; the event is unhandled until the last', async () => {
    await ask('one');
    await app.database.query('DELETE FROM graphile_worker._private_jobs');
    for (const reached of [3, 6]) {
      await once('one');
      expect(await counted('one')).toEqual(all('one', 1).slice(0, reached));
      expect(await app.nest.get(Reactions).pending(NAME)).toEqual(['one']);
      expect(await keys()).toEqual([`${NAME}/one`]);
    }
    await once('one');
    const steps = await app.nest.get(Meters).registry.getSingleMetric('xieshou_reactions_total')?.get();
    expect(steps?.values.map(({ labels, value }) => [labels['outcome'], value])).toEqual([
      ['partly', 2],
      ['done', 1],
    ]);
    expect(await counted('one')).toEqual(all('one', 1));
    expect(await app.nest.get(Reactions).pending(NAME)).toEqual([]);
    await drain();
    await once('one');
    expect(await counted('one')).toEqual(all('one', 1));
    expect(await keys()).toEqual([]);
  });

  it('goes on with the stream’s next event only then, from that one’s beginning, and lets others in between', async () => {
    await ask('two');
    await ask('two');
    await ask('other');
    await drain();
    expect(await counted('two')).toEqual(all('two', 1, 2));
    const mixed = (await counted('two', 'other')).map((text) => text.replace(/\d.*/, ''));
    expect(mixed.indexOf('other')).toBeLessThan(mixed.lastIndexOf('two'));
  });

  it('does each once in eight workers at the same time', async () => {
    await ask('eight');
    await ask('eight');
    const eight = Array.from({ length: 8 }, async () => {
      for (let slice = 0; slice < 6; slice += 1) await once('eight');
    });
    await Promise.all(eight);
    await drain();
    expect(await counted('eight')).toEqual(all('eight', 1, 2));
  });

  it('starts again where the last one ended: after a failure, a lost connection, a killed worker', async () => {
    await ask('hurt');
    reaction.failsAt = 5;
    await drain();
    expect(await counted('hurt')).toEqual(all('hurt', 1).slice(0, 3));
    reaction.failsAt = 0;
    reaction.killedAt = 5;
    await dueAgain(app.database);
    await once('hurt');
    expect(await counted('hurt')).toEqual(all('hurt', 1).slice(0, 6));
    await app.database.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - interval '4 s', attempts = 1`,
    );
    await drain();
    expect(await counted('hurt')).toHaveLength(6);
    await app.nest.get(WakeForgottenReactions, { strict: false }).tick();
    await drain();
    expect(await counted('hurt')).toEqual(all('hurt', 1));
  });

  it('takes no mark for its own that an older version left behind for an event before', async () => {
    await ask('old');
    await once('old');
    await app.database.query(`UPDATE reaction_cursors SET last_sequence = 1 WHERE stream = 'old'`);
    await ask('old');
    await drain();
    expect(await counted('old')).toEqual([...all('old', 1).slice(0, 3), ...all('old', 2)]);
  });
});
