import { shippedFacts } from '../data/reference-files';
import { DivisionLineage } from './division-lineage';
import { differenceLines } from './list-difference-text';
import { compareLists } from './replacement-list';

describe('the difference as a person reads it', () => {
  const lineage = new DivisionLineage(shippedFacts.divisions());
  const rows = [
    { line: 2, code: '520522', name: '黔西县', parent: '', successor: null },
    { line: 3, code: '999999', name: '示例县', parent: '', successor: null },
    { line: 4, code: '520581', name: '黔西市', parent: '', successor: null },
  ];
  const lines = differenceLines(
    compareLists({ rows, date: '2020-05-01' }, [], lineage, '2026-11-21'),
    lineage,
  );

  it('names what was carried and every wrong line, Chinese first', () => {
    expect(lines).toContain('    520522 黔西县 → 520581 黔西市');
    expect(lines).toContain('    第 3 行 / line 3: 999999 示例县 没有这个代码 / no such code');
    expect(lines.join('\n')).toContain(
      '代码在名单日期无效 / the code was not valid on the date of the list [黔西市 2021–]',
    );
  });
});
