import { BoundedStore } from './bounded-store';

const store = () =>
  new BoundedStore<string>({ entries: 3, weight: 10, weightOfOne: 6 }, (text) => text.length);

describe('a bounded store', () => {
  it('forgets what was used least lately when there are too many entries', async () => {
    const texts = store();
    for (const key of ['a', 'b', 'c']) await texts.set(key, key);
    await texts.get('a');
    await texts.set('d', 'd');
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => texts.get(key)))).toEqual([
      'a',
      undefined,
      'c',
      'd',
    ]);
  });

  it('forgets until the weight fits, and counts what is replaced or deleted only once', async () => {
    const texts = store();
    await texts.set('a', 'aaaaa');
    await texts.set('a', 'aaaaaa');
    await texts.set('b', 'bbbb');
    expect(await texts.get('a')).toBe('aaaaaa');
    await texts.delete('b');
    await texts.set('c', 'cccc');
    expect(await texts.get('a')).toBe('aaaaaa');
    await texts.set('d', 'd');
    expect([await texts.get('a'), await texts.get('c'), await texts.get('d')]).toEqual([
      'aaaaaa',
      undefined,
      'd',
    ]);
  });

  it('does not keep what is too heavy alone', async () => {
    const texts = store();
    await texts.set('a', 'aaaaaaa');
    expect(await texts.get('a')).toBeUndefined();
  });
});
