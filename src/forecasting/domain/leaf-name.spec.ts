import { leafName } from './leaf-name';

describe('the name of a leaf', () => {
  it.each([
    ['甲区–乙县', null, false, '甲区–乙县'],
    ['甲区–乙县', null, true, '甲区–乙县 本级'],
    ['甲区–乙县', '示例食堂', true, '甲区–乙县 示例食堂'],
    [null, '示例食堂', true, '示例食堂'],
    [null, null, false, '本级'],
  ])('of %s and %s, divided %s, is %s', (pair, unit, divided, name) => {
    expect(leafName(pair, unit, divided)).toBe(name);
  });
});
