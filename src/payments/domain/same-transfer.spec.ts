import { nameOtherOrders } from './same-transfer';
import { transferCodeOf } from './transfer-code';

const codeOf = (place: number) => transferCodeOf(new Uint8Array(8).fill(place));

describe('two memos', () => {
  it('are of two transfers where they lead to different orders, and may be of one where either is silent', () => {
    const [one, other] = [codeOf(1), codeOf(2)];
    expect(nameOtherOrders(`货款 ${one}`, other)).toBe(true);
    expect(nameOtherOrders(`货款 ${one}`, one.toLowerCase())).toBe(false);
    expect(nameOtherOrders(`${one} ${other}`, other)).toBe(false);
    for (const silent of [null, '', '货款']) {
      expect(nameOtherOrders(silent, one)).toBe(false);
      expect(nameOtherOrders(one, silent)).toBe(false);
    }
  });
});
