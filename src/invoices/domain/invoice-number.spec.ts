import { Refused } from '../../../libs/workflow/src/index';
import { endingOf, invoiceNoOf, mayBeOneInvoice, readRegisteredNumber } from './invoice-number';

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0]?.code;
    throw error;
  }
  return null;
};

describe('the number of an invoice', () => {
  it('has one spelling', () => {
    for (const typed of [
      '2653 2000 0000 0000 0001',
      '２６５３２００００００００００００００１',
      '2653-2000-0000-0000-0001',
    ])
      expect(invoiceNoOf(typed)).toBe('26532000000000000001');
    for (const typed of ['12345', '发票12345678', '', '1'.repeat(31)]) expect(invoiceNoOf(typed)).toBeNull();
  });

  it('is of twenty digits, or of eight behind their code', () => {
    expect(readRegisteredNumber({ number: '2653 2000 0000 0000 0001' })).toBe('26532000000000000001');
    expect(readRegisteredNumber({ code: '5300 2411 30', number: '1234 5678' })).toBe('530024113012345678');
    expect(readRegisteredNumber({ code: '053002200111', number: '12345678' })).toBe('05300220011112345678');
    for (const number of ['12345678', '2653200000000000000', '2653200000000000000A'])
      expect(codeOf(() => readRegisteredNumber({ number }))).toBe('NUMBER_FORM');
    expect(codeOf(() => readRegisteredNumber({ code: '53002411301', number: '12345678' }))).toBe('CODE_FORM');
    expect(codeOf(() => readRegisteredNumber({ code: '5300241130', number: '123456789' }))).toBe(
      'NUMBER_FORM',
    );
  });

  it('is found again where the code was left out', () => {
    expect(mayBeOneInvoice('12345678', '530024113012345678')).toBe(true);
    expect(mayBeOneInvoice('530024113012345678', '12345678')).toBe(true);
    expect(mayBeOneInvoice('12345678', '530024113012345679')).toBe(false);
    expect(endingOf('12345678')).toBe(endingOf('530024113012345678'));
  });
});
