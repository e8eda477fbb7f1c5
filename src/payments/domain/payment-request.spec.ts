import { outstandingFen, refundableFen, type PaymentPosition } from './payment-request';
import { accountNumber, bankReference, samePayer } from './payer';

const position: PaymentPosition = {
  dueFen: 100n,
  receivedFen: 100n,
  heldFen: 10n,
  payableFen: 20n,
  paidOutFen: 60n,
  feesFen: 0n,
  refundDueFen: 0n,
  refundedFen: 10n,
  disputedFen: 0n,
  owedBackFen: 0n,
  outstandingFen: 0n,
};

describe('what a buyer still has to pay', () => {
  it('is what is due less what was received', () => {
    expect(outstandingFen(100n, 30n, 0n)).toBe(70n);
  });
  it('is never below zero', () => {
    expect(outstandingFen(97n, 100n, 0n)).toBe(0n);
  });
  it('counts money that was given back before settlement as not received', () => {
    expect(outstandingFen(99n, 100n, 3n)).toBe(2n);
  });
});

describe('what can be refunded', () => {
  it('from held money is what is held', () => {
    expect(refundableFen(position, 'HELD')).toBe(10n);
  });
  it('from settled money is what was settled, paid out or not, less what was taken back', () => {
    expect(refundableFen(position, 'PAYABLE')).toBe(80n);
    expect(refundableFen({ ...position, payableFen: 0n, owedBackFen: 25n }, 'PAYABLE')).toBe(35n);
  });
});

describe('what a bank statement says', () => {
  it('names one payer in several spellings', () => {
    expect(samePayer('示例（宁波）公司 ', '示例(宁波)公司')).toBe(true);
    expect(samePayer('示例公司', '示例个人')).toBe(false);
  });
  it('prints account numbers with gaps', () => {
    expect(accountNumber('6222 0000-1234 5678')).toBe('6222000012345678');
    expect(accountNumber('无')).toBeNull();
  });
  it('has references that are compared without spaces, widths and case', () => {
    expect(bankReference('ａ12 34')).toBe('A1234');
  });
});
