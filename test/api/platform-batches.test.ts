import {
  Events,
  Reaction,
  Reactions,
  Worker,
  waitingStreams,
  type DomainEvent,
  type ReactsInBatches,
  type Tx,
} from '../../src/platform/index';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { eventually } from '../support/eventually';
import { startPlatform, type PlatformApp } from '../support/platform-app';

const NAME = 'write-walks-down';

@Reaction({ name: NAME, on: ['Walked'] })
class WriteWalksDown implements ReactsInBatches {
  readonly sizes: number[] = [];
  readonly poison = new Set<string>();
  duringHandle: (() => Promise<void>) | undefined;
  /** Called in every batch. */
  duringEach: (() => Promise<void>) | undefined;

  async handleBatch(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    this.sizes.push(events.length);
    for (const { stream, sequence } of events)
      await tx.query('INSERT INTO walks (stream, sequence) VALUES ($1, $2)', [stream, sequence]);
    const once = this.duringHandle;
    this.duringHandle = undefined;
    await once?.();
    await this.duringEach?.();
    if (events.some(({ stream }) => this.poison.has(stream))) await tx.query(`SELECT 'x'::int`);
  }
}

describe('a reaction in batches', () => {
  let app: PlatformApp;
  let logged: CapturedLog;
  let reaction: WriteWalksDown;
  beforeAll(async () => {
    logged = captureLog('error');
    app = await startPlatform([WriteWalksDown]);
    reaction = app.nest.get(WriteWalksDown);
    await app.database.query(
      'CREATE TABLE walks (id int GENERATED ALWAYS AS IDENTITY, stream text, sequence int)',
    );
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });
  beforeEach(() => {
    reaction.sizes.length = 0;
  });

  const publish = (stream: string, kind = 'Walked') =>
    app.transactions.run((tx) => app.nest.get(Events).publish(tx, { stream, kind, payload: {} }));
  const publishAll = (streams: readonly string[]) =>
    app.transactions.run((tx) =>
      app.nest.get(Events).publishAll(
        tx,
        streams.map((stream) => ({ stream, kind: 'Walked', payload: {} })),
      ),
    );
  const drain = () => app.nest.get(Worker).drain();
  const walksOf = async (stream: string) => {
    const rows = await app.database.query<{ sequence: number }>(
      'SELECT sequence FROM walks WHERE stream = $1 ORDER BY id',
      [stream],
    );
    return rows.map(({ sequence }) => sequence);
  };
  const waiting = async () =>
    (await app.database.query<{ stream: string }>(`SELECT stream FROM ${waitingStreams('$1')}`, [NAME])).map(
      ({ stream }) => stream,
    );
  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

  it('takes many streams in one transaction, each stream in its order', async () => {
    const streams = many('many', 30);
    for (const _ of [1, 2, 3]) await publishAll(streams);
    expect((await waiting()).toSorted()).toEqual(streams.toSorted());
    await drain();
    expect(reaction.sizes.slice(0, 3)).toEqual([30, 30, 30]);
    for (const stream of streams) expect(await walksOf(stream)).toEqual([1, 2, 3]);
    expect(await waiting()).toEqual([]);
  });

  it('leaves the stream that cannot be handled alone, and comes back to it', async () => {
    const streams = many('mixed', 9);
    reaction.poison.add('mixed4');
    await publishAll(streams);
    await drain();
    expect(await waiting()).toEqual(['mixed4']);
    expect(await app.nest.get(Reactions).pending(NAME)).toEqual(['mixed4']);
    expect((await Promise.all(streams.map(walksOf))).flat()).toHaveLength(8);
    expect(logged.lines().filter(({ msg }) => msg === 'reaction failed')).toHaveLength(1);
    // After weeks of tries it is still put off, by an hour.
    await app.database.query('UPDATE reaction_inbox SET attempts = 2000, run_at = now()');
    await publish('mixed4');
    await drain();
    expect(await walksOf('mixed4')).toEqual([]);
    reaction.poison.clear();
    await drain();
    expect(await waiting()).toEqual(['mixed4']);
    await app.database.query('UPDATE reaction_inbox SET run_at = now()');
    await drain();
    expect(await walksOf('mixed4')).toEqual([1, 2]);
  });

  it('handles an event once, also in eight workers at once and beside one that takes a stream alone', async () => {
    const streams = many('once', 40);
    await publishAll(streams);
    await publishAll(streams.slice(0, 20));
    const alone = streams.map((stream) => app.nest.get(Reactions).catchUp({ reaction: NAME, stream }));
    await Promise.all([...Array.from({ length: 8 }, drain), ...alone.slice(0, 10)]);
    await Promise.all(alone);
    for (const [index, stream] of streams.entries())
      expect(await walksOf(stream)).toEqual(index < 20 ? [1, 2] : [1]);
  });

  it('misses nothing that happens while it works, nor anything behind a long history', async () => {
    await publish('meanwhile');
    reaction.duringHandle = () => publish('meanwhile');
    await drain();
    expect(await walksOf('meanwhile')).toEqual([1, 2]);
    for (const _ of many('x', 45)) await publish('long');
    await drain();
    expect(await walksOf('long')).toEqual(many('', 45).map(Number));
    expect(await waiting()).toEqual([]);
  });

  it('works by itself where a worker runs', async () => {
    await app.nest.get(Worker).start();
    await publish('live');
    await eventually(async () => (await walksOf('live')).length === 1);
  });

  it('lets two transactions work at once while more is due than one takes, and again one', async () => {
    const streams = many('rush', 900);
    let inside = 0;
    let most = 0;
    // The first full one shows that one alone is behind; whoever comes next waits for the other.
    reaction.duringEach = async () => {
      inside += 1;
      most = Math.max(most, inside);
      if (reaction.sizes.length > 1 && most < 2) await eventually(() => Promise.resolve(most > 1));
      inside -= 1;
    };
    await publishAll(streams);
    await eventually(async () => (await waiting()).length === 0);
    expect(most).toBe(2);
    for (const stream of streams) expect(await walksOf(stream)).toEqual([1]);
    reaction.duringEach = undefined;
    await publish('afterwards');
    await eventually(async () => (await walksOf('afterwards')).length === 1);
  });
});
