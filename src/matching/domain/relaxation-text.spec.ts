import { relaxationText } from './relaxation-text';

const inJin = { unit: 'jin', capUnit: 'jin' };

describe('what a buyer could change, in words of his trade', () => {
  it.each([
    [
      { kind: 'RAISE_CAP', unitPriceFen: 590n, byFen: 30n },
      '到货价上限提高 0.30 元/斤，至 5.90 元',
      'raise the cap by 0.30 yuan/jin to 5.90',
    ],
    [{ kind: 'ACCEPT_GRADE', grade: '二级' }, '接受二级', 'accept grade 2'],
    [{ kind: 'ACCEPT_GRADE', grade: null }, '接受未分级的货物', 'accept ungraded goods'],
    [
      { kind: 'DROP_CERTIFICATES', certificates: ['GREEN_FOOD', 'ORGANIC'] },
      '不要求绿色食品、有机产品认证',
      'do without green food, organic certification',
    ],
    [{ kind: 'WANT_MORE', maximumBase: 25_000n }, '至少采购 50.000 斤', 'order at least 50.000 jin'],
  ] as const)('%j', (change, zh, en) => {
    expect(relaxationText(change, inJin)).toEqual({ zh, en });
  });

  it('says a certificate it has no word for as it is written', () => {
    const change = { kind: 'DROP_CERTIFICATES', certificates: ['SOMETHING_NEW'] } as const;
    expect(relaxationText(change, inJin).zh).toBe('不要求SOMETHING_NEW认证');
  });
});
