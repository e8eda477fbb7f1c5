import { invoicesRefusals } from './invoices.refusals';

describe('a number that is taken', () => {
  it('is refused without a word about what it stands for: that may be somebody else’s order', () => {
    const { zh, en } = invoicesRefusals.NUMBER_USED(['number']).texts;
    expect(zh).not.toMatch(/登记|申报|订单/);
    expect(en).not.toMatch(/captured|claimed|order/);
  });
});
