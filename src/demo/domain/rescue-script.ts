import { addDays } from '../../platform/index';
import { percentOf } from './tender-script';
import type { DemoPlan, PlannedOrganization } from './demo-plan';
import { yuanText } from './said-amounts';
import { spareGoods, type SpareGoods } from './spare-goods';

/** Days before the present. */
const PROPOSED = 4;
const JOINED = 3;
const DELIVERED_AFTER = 8;
const UNITS = 2;
const FREIGHT_FEN = 60_000n;

/** A county's answer to an alarm: lots that would do, the first of them that is really at risk is taken. */
export interface PlannedRescue {
  readonly proposedOn: string;
  readonly joinedOn: string;
  readonly candidates: readonly SpareGoods[];
  readonly units: readonly PlannedOrganization[];
}

export function planRescue(plan: DemoPlan): PlannedRescue {
  const { lastDay } = plan;
  const lasting = { from: addDays(lastDay, -PROPOSED), until: addDays(lastDay, DELIVERED_AFTER) };
  return {
    proposedOn: lasting.from,
    joinedOn: addDays(lastDay, -JOINED),
    candidates: spareGoods(plan, lasting).filter(
      ({ product, kilograms }) => kilograms >= UNITS * partOf(product),
    ),
    units: plan.buyers.filter(({ parentKey }) => parentKey === null).slice(-UNITS - 2, -2),
  };
}

/** Kilograms each unit takes. */
export const partOf = ({ goods }: SpareGoods['product']) => goods.usualKg[0];

/** A fifth off, one freight for all; it closes as soon as everything is wanted. */
export const rescueTerms = ({ product }: SpareGoods, lastDay: string) => ({
  offered: { value: String(UNITS * partOf(product)), unit: 'kg' },
  minimum: { value: String(partOf(product)), unit: 'kg' },
  unitPrice: yuanText(percentOf(product.priceFenPerKg, 80n)),
  priceUnit: 'kg',
  freight: yuanText(FREIGHT_FEN),
  deliveryOn: addDays(lastDay, DELIVERED_AFTER),
  closesAt: `${addDays(lastDay, 3)}T17:00:00+08:00`,
});
