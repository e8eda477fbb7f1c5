import { isReturnedTransfer, namesTransfer, saysReturned } from './returned-transfer';
import { transferCodeOf } from './transfer-code';

const CODE = transferCodeOf(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));

describe('a transfer that comes back', () => {
  it.each(['退汇', '账号户名不符，退汇', '原款退回', '退票 20260710'])('says so: %s', (memo) => {
    expect(saysReturned(memo)).toBe(true);
    expect(isReturnedTransfer(memo)).toBe(true);
  });

  it.each([null, '', '货款', '退款', `退回重付 ${CODE}`])('is no other: %s', (memo) => {
    expect(isReturnedTransfer(memo)).toBe(false);
  });

  it('names what it was by a reference long enough not to stand there by chance', () => {
    expect(namesTransfer('退汇 原交易 shili tui 00017', 'SHILITUI00017')).toBe(true);
    expect(namesTransfer('退汇 00017', 'SHILITUI00017')).toBe(false);
    expect(namesTransfer('退汇 12345', '12345')).toBe(false);
    expect(namesTransfer(null, 'SHILITUI00017')).toBe(false);
  });
});
