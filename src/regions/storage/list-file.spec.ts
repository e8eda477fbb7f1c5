import { readListFile } from './list-file';

describe('reading a list file', () => {
  it('reads columns by title in any order, with byte order mark, blank lines and line numbers', () => {
    const rows = readListFile(
      Buffer.from('\ufeffname,code,parent\r\n黔西市,520581,\r\n\r\n大柴旦行委,,632800\r\n'),
    );
    expect(rows).toEqual([
      { line: 2, code: '520581', name: '黔西市', parent: '', successor: null },
      { line: 4, code: null, name: '大柴旦行委', parent: '632800', successor: null },
    ]);
  });

  it('reads what Excel saves in China', () => {
    // 代码,名称 and 520581,黔西市 in GB 18030
    const bytes = Buffer.from('b4fac2eb2cc3fbb3c60a3532303538312cc7adcef7cad00a', 'hex');
    expect(readListFile(bytes)).toMatchObject([{ code: '520581', name: '黔西市' }]);
  });

  it.each([['黔西市,520581\n'], [''], ['a,b\n1,2\n']])('refuses a file without titles: %j', (text) => {
    expect(() => readListFile(Buffer.from(text))).toThrow('code, name, parent');
  });
});
