import { planFramework } from './framework-script';
import { DEMO_SEED, planDemoYear } from './plan-demo-year';

describe('the framework agreement of the demo year', () => {
  it.each(['2026-11-22', '2027-02-03', '2027-06-15', '2027-09-30'])(
    'finds goods no planned order needs, in a year that ends on %s',
    (lastDay) => {
      const plan = planDemoYear(DEMO_SEED, lastDay);
      const framework = planFramework(plan);
      expect(framework?.callOffs).toHaveLength(4);
      const lot = framework?.lot;
      const taken = [...plan.orders, ...(framework?.callOffs ?? [])].filter(
        ({ lotKey }) => lotKey === lot?.key,
      );
      expect(taken.reduce((sum, { kilograms }) => sum + kilograms, 0)).toBeLessThanOrEqual(
        lot?.kilograms ?? 0,
      );
      for (const { placedOn } of framework?.callOffs ?? [])
        expect([lot?.harvestedOn ?? '', placedOn, lastDay, lot?.expiresOn ?? '']).toEqual(
          [lot?.harvestedOn ?? '', placedOn, lastDay, lot?.expiresOn ?? ''].toSorted(),
        );
    },
  );
});
