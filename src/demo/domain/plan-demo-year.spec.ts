import { addDays } from '../../platform/index';
import { planDemoYear } from './plan-demo-year';
import { WALKED } from './walkthrough-stock';

const plan = planDemoYear(20261121, '2026-11-21');

describe('the plan of the demo year', () => {
  it('is the same for the same seed and day', () => {
    expect(planDemoYear(20261121, '2026-11-21')).toEqual(plan);
  });

  it('is as large as promised and crosses the change of regime', () => {
    expect(plan.suppliers.length).toBeGreaterThanOrEqual(40);
    expect(plan.buyers.length).toBeGreaterThanOrEqual(25);
    expect(new Set(plan.agreements.map(({ pair }) => pair.west.code)).size).toBeGreaterThanOrEqual(6);
    expect(plan.orders.length).toBeGreaterThanOrEqual(590);
    expect(plan.orders.filter((order) => order.placedOn < '2026-01-01').length).toBeGreaterThan(40);
  });

  it('gives every organization a USCC of its own and a name that looks fictive', () => {
    const all = [...plan.offices, ...plan.suppliers, ...plan.buyers];
    expect(new Set(all.map((organization) => organization.uscc)).size).toBe(all.length);
    expect(all.every((organization) => organization.name.startsWith('示例'))).toBe(true);
  });

  it('never plans to sell more of a lot than it holds', () => {
    const lots = new Map(
      plan.products.flatMap((product) => product.lots.map((lot) => [lot.key, lot.kilograms])),
    );
    for (const order of plan.orders) lots.set(order.lotKey, (lots.get(order.lotKey) ?? 0) - order.kilograms);
    expect([...lots.values()].every((left) => left >= 0)).toBe(true);
  });

  it('lets a suspended supplier put nothing on sale, whatever day it ends on', () => {
    // On the first two days a harvest of his falls on or after his suspension.
    for (const lastDay of ['2026-11-21', '2026-11-23', '2027-01-05']) {
      const { products, suspendedSupplierKey, suspendedOn } = planDemoYear(20261121, lastDay);
      const own = products.filter(({ supplierKey }) => supplierKey === suspendedSupplierKey);
      const late = own.flatMap(({ lots }) => lots).filter(({ harvestedOn }) => harvestedOn >= suspendedOn);
      expect(late).toEqual([]);
    }
  });

  it('leaves room for fifty walk-throughs whenever it ends, on land and with a recognition that hold', () => {
    for (const lastDay of [
      '2026-11-21',
      '2027-01-05',
      '2027-03-01',
      '2027-06-30',
      '2027-08-02',
      '2027-09-30',
    ]) {
      const { products, orders } = planDemoYear(20261121, lastDay);
      for (const { supplierKey, categoryCode, kilogramsPerWalk } of WALKED) {
        const product = products.find(
          (one) => one.supplierKey === supplierKey && one.goods.categoryCode === categoryCode,
        );
        expect(product).toMatchObject({ recognised: true, landVerified: true, recheckForgotten: false });
        const newest = product?.lots.at(-1);
        const ordered = orders.filter(({ lotKey }) => lotKey === newest?.key);
        const left = ordered.reduce(
          (kilograms, order) => kilograms - order.kilograms,
          newest?.kilograms ?? 0,
        );
        expect(left).toBeGreaterThanOrEqual(50 * kilogramsPerWalk);
        expect(newest?.expiresOn.localeCompare(addDays(lastDay, 90))).toBe(1);
      }
    }
  });

  it('holds goods that do not count, for every reason there is', () => {
    expect(plan.products.some(({ recognised, goods }) => goods.countable && !recognised)).toBe(true);
    expect(plan.products.some(({ landVerified, goods }) => goods.countable && !landVerified)).toBe(true);
    expect(plan.products.some(({ recognised, recheckForgotten }) => recognised && recheckForgotten)).toBe(
      true,
    );
    expect(plan.products.some(({ goods }) => !goods.countable)).toBe(true);
    expect(plan.buyers.filter(({ side }) => side !== 'EAST')).toHaveLength(2);
  });

  it('holds every fate', () => {
    expect(new Set(plan.orders.map((order) => order.fate)).size).toBe(8);
  });
});
