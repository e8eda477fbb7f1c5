import { Staleness } from './staleness';

const serverAt = (position: () => number) => ({
  query: async <Row>() => [{ position: String(position()) }] as Row[],
});

describe('the staleness of a replica', () => {
  let now = 0;
  let [written, replayed] = [100, 100];
  beforeEach(() => {
    [now, written, replayed] = [0, 100, 100];
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  const database = serverAt(() => written);
  const replica = serverAt(() => replayed);
  const after = (milliseconds: number, staleness: Staleness) => {
    now += milliseconds;
    return staleness.of(database, replica);
  };

  it('is nothing while it follows, also when nothing has been written for long', async () => {
    const staleness = new Staleness();
    expect(await after(0, staleness)).toBe(0);
    expect(await after(60_000, staleness)).toBe(0);
  });

  it('grows from the last moment it had caught up with, and is gone when it has caught up again', async () => {
    const staleness = new Staleness();
    await after(0, staleness);
    written = 200;
    expect(await after(1_000, staleness)).toBe(1_000);
    written = 300;
    expect(await after(4_000, staleness)).toBe(5_000);
    replayed = 200;
    expect(await after(1_000, staleness)).toBe(5_000); // it knows what was written a second into the test
    replayed = 300;
    expect(await after(1_000, staleness)).toBe(0);
  });

  it('is unknown, so too much, where it was never seen to have caught up', async () => {
    replayed = 50;
    expect(await after(0, new Staleness())).toBe(Number.POSITIVE_INFINITY);
  });
});
