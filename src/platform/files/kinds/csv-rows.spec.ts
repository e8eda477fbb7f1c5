import { readCsv } from './csv-rows';

async function rowsOf(bytes: Buffer): Promise<[number, Record<string, string>][]> {
  const found: [number, Record<string, string>][] = [];
  for await (const { number, cells } of readCsv(bytes).rows)
    found.push([number, Object.fromEntries([...cells].map(([letter, { text }]) => [letter, text]))]);
  return found;
}

describe('a table of plain text', () => {
  it.each([
    [
      'commas',
      'a,b\r\n1,2',
      [
        [1, { A: 'a', B: 'b' }],
        [2, { A: '1', B: '2' }],
      ],
    ],
    [
      'tabs',
      'a\tb,c\n\t2',
      [
        [1, { A: 'a', B: 'b,c' }],
        [2, { B: '2' }],
      ],
    ],
    ['a mark of its order', '\uFEFFa,b', [[1, { A: 'a', B: 'b' }]]],
    [
      'quoted separators, quotes and line ends',
      '"a,b","c ""d""\ne"\nf',
      [
        [1, { A: 'a,b', B: 'c "d"\ne' }],
        [2, { A: 'f' }],
      ],
    ],
    [
      'empty lines, which are counted',
      'a\n\n,\nb\n',
      [
        [1, { A: 'a' }],
        [4, { A: 'b' }],
      ],
    ],
    ['gaps before a quote and around words', ' "a" , b ', [[1, { A: 'a', B: 'b' }]]],
    ['nothing', '', []],
  ])('is read with %s', async (_what, text, rows) => {
    expect(await rowsOf(Buffer.from(text, 'utf8'))).toEqual(rows);
  });

  it('is read as Chinese banks write it', async () => {
    expect(await rowsOf(Buffer.from([0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0x31]))).toEqual([
      [1, { A: '日期', B: '1' }],
    ]);
  });

  it.each([
    ['more rows than a table may have', 'a\n'.repeat(50_021)],
    ['a word far to the right', `${','.repeat(40)}a`],
    ['bytes of no writing', Buffer.from([0xff, 0xff, 0x00])],
  ])('is refused with %s', async (_what, content) => {
    await expect(async () => rowsOf(Buffer.from(content as string))).rejects.toMatchObject({
      refusals: [{ code: expect.stringMatching(/^FILE_/) }],
    });
  });
});
