import { setTimeout as sleep } from 'node:timers/promises';
import { WaitingLine } from './waiting-line';

const FOREVER = () => new AbortController().signal;
const LATER = { extensions: { code: 'TOO_MANY_REQUESTS', http: { status: 429 } } };

describe('a line of those who wait', () => {
  const lineOf = (longestMilliseconds = 5000) =>
    new WaitingLine({ most: 5, mostOfACaller: 2, longestMilliseconds });
  const called: string[] = [];
  const join = (line: WaitingLine, caller: string, cost = 1, gone = FOREVER) => {
    const waiting = line.wait({ caller, cost, gone }).then(() => void called.push(caller));
    waiting.catch(() => undefined);
    return waiting;
  };
  const callAll = async (line: WaitingLine) => {
    await sleep(0);
    while (line.call(() => true) !== null);
    await sleep(0);
    return called;
  };
  beforeEach(() => called.splice(0));

  it('lets callers take turns', async () => {
    const line = lineOf();
    for (const caller of ['a', 'a', 'b', 'b', 'c']) void join(line, caller);
    expect(await callAll(line)).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect(line.isEmpty).toBe(true);
  });

  it('has few places for one caller, and few at all', async () => {
    const line = lineOf();
    void join(line, 'a');
    void join(line, 'a');
    await expect(join(line, 'a')).rejects.toMatchObject(LATER);
    for (const caller of ['b', 'c', 'd']) void join(line, caller);
    await expect(join(line, 'e')).rejects.toMatchObject(LATER);
    expect(await callAll(line)).toEqual(['a', 'b', 'c', 'd', 'a']);
  });

  it('keeps nobody for ever', async () => {
    const line = lineOf(30);
    await expect(join(line, 'a')).rejects.toMatchObject(LATER);
    expect([line.isEmpty, line.call(() => true)]).toEqual([true, null]);
  });

  it('does not call who has gone, before or meanwhile', async () => {
    const line = lineOf();
    const leaving = new AbortController();
    const left = join(line, 'a', 1, () => leaving.signal);
    void join(line, 'b');
    leaving.abort();
    await expect(left).rejects.toMatchObject(LATER);
    await expect(join(line, 'a', 1, () => leaving.signal)).rejects.toMatchObject(LATER);
    expect(await callAll(line)).toEqual(['b']);
  });

  it('calls nobody past one who does not fit yet', () => {
    const line = lineOf();
    void join(line, 'a', 9);
    void join(line, 'b', 1);
    expect(line.call((cost) => cost < 5)).toBeNull();
    expect([line.call((cost) => cost < 10), line.call((cost) => cost < 5)]).toEqual([9, 1]);
  });
});
