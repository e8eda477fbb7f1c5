import { Narrator } from './narrator';

describe('the narrator', () => {
  const told = (language: 'zh' | 'en') => {
    const lines: string[] = [];
    const narrator = new Narrator((line) => lines.push(line), language);
    narrator.step({ zh: '结算', en: 'Settlement' }, 'SeeOrder');
    narrator.check({ zh: '货款', en: 'goods' }, '108640.00', '108640.00');
    narrator.check({ zh: '运费', en: 'freight' }, '679.00', '700.00');
    return { lines, differences: narrator.differences };
  };

  it('names the operation and says which figure is not as expected', () => {
    expect(told('zh')).toEqual({
      lines: [' 1  结算 · SeeOrder', '    ✓ 货款: 108640.00', '    ✗ 运费: 700.00（应为 679.00）'],
      differences: 1,
    });
    expect(told('en').lines[2]).toBe('    ✗ freight: 700.00 (expected 679.00)');
  });
});
