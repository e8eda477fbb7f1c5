import { Refused } from '../../../libs/workflow/src/index';
import { readTerms, type SaidTerms } from './listing-terms';

const terms = (unit: string, kind: 'FIXED' | 'PER_KG'): SaidTerms => ({
  ladder: [{ from: { value: '1', unit }, unitPrice: { amount: '5.00', currency: 'CNY' } }],
  priceUnit: unit,
  vatTreatment: 'EXEMPT',
  moq: { value: '1', unit },
  packSize: { value: '1', unit },
  freight: { kind, amount: { amount: '0.40', currency: 'CNY' } },
  onSaleFrom: '2026-07-01',
  onSaleTo: '2026-12-31',
  leadDays: 3,
});
const read = (unit: string, kind: 'FIXED' | 'PER_KG') =>
  readTerms(terms(unit, kind), { displayUnit: unit, treatments: ['EXEMPT'], today: '2026-07-09' });

describe('listing terms', () => {
  it('charge freight by the kilogram only for goods sold by weight', () => {
    expect(read('kg', 'PER_KG')).toMatchObject({ freightKind: 'PER_KG', freightFen: 40n });
    expect(read('carton', 'FIXED')).toMatchObject({ freightKind: 'FIXED' });
    for (const unit of ['carton', 'piece', 'L']) expect(() => read(unit, 'PER_KG')).toThrow(Refused);
  });
});
