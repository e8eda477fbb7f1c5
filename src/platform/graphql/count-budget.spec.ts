import { setTimeout as sleep } from 'node:timers/promises';
import { CountBudget } from './count-budget';

describe('room for counts', () => {
  const FOREVER = new AbortController().signal;
  const LATER = { extensions: { code: 'TOO_MANY_REQUESTS' } };

  /** What became of each, in the order in which it did. */
  const trial = (budget: CountBudget) => {
    const told: string[] = [];
    const leaving: (() => void)[] = [];
    const enter = async (caller: string, cost = 1, gone = FOREVER) => {
      const leave = await budget.enter({ caller, cost, gone: () => gone }).catch(() => null);
      told.push(leave ? caller : `${caller}: later`);
      if (leave) leaving.push(leave);
    };
    const leaveOne = async () => {
      leaving.shift()?.();
      await sleep(0);
    };
    return { told, enter, leaveOne };
  };

  it('is not all taken by three who ask for all they may', async () => {
    const { told, enter, leaveOne } = trial(new CountBudget(10));
    for (const caller of ['a', 'b', 'c']) for (let one = 0; one < 18; one += 1) void enter(caller);
    void enter('honest');
    await sleep(0);
    expect(told.filter((one) => one.endsWith('later'))).toHaveLength(13 - 4 + 14 + 14);
    for (let one = 0; one < 4; one += 1) await leaveOne();
    expect(told.slice(-4)).toEqual(['a', 'b', 'c', 'honest']);
  });

  it('is waited for a limited time, and what the ones told to come again held is given back', async () => {
    const { told, enter, leaveOne } = trial(
      new CountBudget(10, { most: 40, mostOfACaller: 4, longestMilliseconds: 30 }),
    );
    void enter('a', 9);
    void enter('b', 9);
    void enter('b', 9);
    await sleep(100);
    expect(told).toEqual(['a', 'b: later', 'b: later']);
    await leaveOne();
    await enter('b', 18);
    expect(told.at(-1)).toBe('b');
  });

  it('goes to nobody who left, and to the one behind him at once', async () => {
    const { told, enter } = trial(new CountBudget(10));
    const leaving = new AbortController();
    void enter('a', 4);
    void enter('gone', 9, leaving.signal);
    void enter('b', 1);
    await sleep(0);
    expect(told).toEqual(['a']);
    leaving.abort();
    await sleep(0);
    expect(told.toSorted()).toEqual(['a', 'b', 'gone: later']);
  });

  it('is refused beyond what one caller may hold', async () => {
    const budget = new CountBudget(10);
    await budget.enter({ caller: 'a', cost: 18, gone: () => FOREVER });
    await expect(budget.enter({ caller: 'a', cost: 1, gone: () => FOREVER })).rejects.toMatchObject(LATER);
  });
});
