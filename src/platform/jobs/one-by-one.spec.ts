import { oneByOne } from './one-by-one';

describe('work item by item', () => {
  it('goes on after a failure and tells of it in the end', async () => {
    const done: number[] = [];
    const work = (item: number) => (item === 1 ? Promise.reject(new Error('one')) : done.push(item));
    await expect(oneByOne([1, 2, 3], async (item) => work(item))).rejects.toThrow('one');
    expect(done).toEqual([2, 3]);
  });
});
