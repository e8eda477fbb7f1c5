import { holdsPersonalNumber, withMaskedDigits, withoutPersonalNumbers } from './personal-numbers';

describe('personal numbers in a text', () => {
  it.each([
    ['电话13912345678。', '电话***。'],
    ['139 1234 5678', '***'],
    ['+86 139-1234-5678 转', '*** 转'],
    ['身份证 11010519491231002X', '身份证 ***'],
    ['卡号 6222 0212 3456 7890 128', '卡号 ***'],
    ['证件11010519491231002X_13912345678.png', '证件***_***.png'],
    ['电话１３８１２３４５６７８，急', '电话***，急'],
    ['—１３８ 1234–5678 请—', '—*** 请—'],
    ['𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖😀', '***😀'],
    ['１１０１０５１９４９１２３１００２Ｘ', '***'],
    ['wang13812345678.jpg', 'wang***.jpg'],
    ['13812345678 13912345678', '*** ***'],
  ])('%s → %s', (text, expected) => {
    expect([withoutPersonalNumbers(text), holdsPersonalNumber(text)]).toEqual([expected, true]);
  });

  it.each([
    'IMG_20260709_123456.jpg',
    'mmexport1594287654321.jpg',
    '110105194912310021', // wrong check digit
    '6222021234567890121',
    '订单 20260709000012',
    'GB 11643-1999',
    '0571-88886666',
    '２０２６年７月９日',
    'a138123456789b',
    '91330211MB0000016N',
  ])('%s is none', (text) => {
    expect([withoutPersonalNumbers(text), holdsPersonalNumber(text)]).toEqual([text, false]);
  });

  it('hide every longer number of a memo but its end', () => {
    expect(withMaskedDigits('货款 6222 0000 1234 5678 XS7K2 2026')).toBe('货款 ****5678 XS7K2 2026');
    expect(withMaskedDigits('货款 ６２２２００００１２３４５６７８ ＸＳ')).toBe('货款 ****5678 ＸＳ');
  });
});
