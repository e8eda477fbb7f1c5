import { recordNumber } from './record-number';

describe('a number on paper', () => {
  it('is the same however it is written', () => {
    for (const written of ['dk-0100', 'ＤＫ－０１００', ' DK – 0100', 'DK—0100'])
      expect(recordNumber(written)).toBe('DK-0100');
    expect(recordNumber('示例地块-1')).not.toBe(recordNumber('示例地块-2'));
  });
});
