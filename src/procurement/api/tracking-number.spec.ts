import { isTrackingNumber } from './tracking-number';

describe('a tracking number', () => {
  it.each([
    'SF1234567890123',
    'YT13812345678',
    '13812345678901',
    '12012345678',
    '6222021234567894', // passes Luhn
    '6222 0000 0000 0000 004',
    '110105194912310021', // wrong check digit
    '浙A12345',
    '运单 20260709000012',
  ])('%s is one', (text) => {
    expect(isTrackingNumber(text)).toBe(true);
  });

  it.each([
    '13812345678',
    '138-1234-5678',
    '138.1234.5678',
    '8613812345678',
    '１３８１２３４５６７８',
    '司机 138-1234-5678',
    '11010519491231002X',
    '证 110105 19491231 002X',
    '<b>1</b>',
    'A'.repeat(41),
  ])('%s is none', (text) => {
    expect(isTrackingNumber(text)).toBe(false);
  });
});
