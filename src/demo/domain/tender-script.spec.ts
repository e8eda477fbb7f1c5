import { DEMO_SEED, planDemoYear } from './plan-demo-year';
import { planTender, standingQuotes } from './tender-script';

describe('the quotes of the demo year', () => {
  it.each(['2026-11-22', '2027-02-03', '2027-06-15', '2027-09-30'])(
    'come from three suppliers in a year that ends on %s',
    (lastDay) => {
      const plan = planDemoYear(DEMO_SEED, lastDay);
      const tender = planTender(plan);
      expect(new Set(tender?.quotes.map(({ supplierKey }) => supplierKey)).size).toBe(3);
      expect(tender?.orders).toHaveLength(2);
      expect(standingQuotes(plan, { categoryCode: '13', kilograms: 600 })).toHaveLength(3);
      expect(standingQuotes(plan, { categoryCode: '05', kilograms: 100 }).length).toBeGreaterThan(0);
    },
  );
});
