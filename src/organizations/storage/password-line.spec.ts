import { PasswordLine } from './password-line';

/** Works that end when told. */
function works() {
  const ends: (() => void)[] = [];
  const order: string[] = [];
  const work = (name: string) => () => {
    order.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const endAll = async () => {
    while (ends.length > 0) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { order, work, endAll };
}

describe('the line before hashing', () => {
  it('lets two in at once, and those it knows before strangers', async () => {
    const line = new PasswordLine();
    const { order, work, endAll } = works();
    const all = ['a', 'b', 'stranger', 'known'].map((name) => line.pass(name === 'known', work(name)));
    await new Promise(setImmediate);
    expect(order).toEqual(['a', 'b']);
    await endAll();
    await Promise.all(all);
    expect(order).toEqual(['a', 'b', 'known', 'stranger']);
  });

  it('is of a length: a flood of strangers is told to come again, and shuts out nobody it knows', async () => {
    const line = new PasswordLine();
    const { order, work, endAll } = works();
    const flood = Array.from({ length: 1000 }, () =>
      line.pass(false, work('stranger')).catch((error: { extensions: object }) => error.extensions),
    );
    const mine = line.pass(true, work('known'));
    await new Promise(setImmediate);
    await endAll();
    await mine;
    const refused = (await Promise.all(flood)).filter((answer) => answer !== undefined);
    expect(refused).toHaveLength(1000 - 202);
    expect(refused[0]).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      http: { status: 429, headers: new Map([['retry-after', '3']]) },
    });
    expect(order.indexOf('known')).toBe(2);
  });

  it('goes on after work that fails', async () => {
    const line = new PasswordLine();
    const fails = () => Promise.reject(new Error('x'));
    await Promise.allSettled([1, 2, 3].map(() => line.pass(false, fails)));
    await expect(line.pass(false, async () => 'done')).resolves.toBe('done');
  });
});
