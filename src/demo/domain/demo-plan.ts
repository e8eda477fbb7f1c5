import type { DemoGoods } from './demo-goods';
import type { DemoPair } from './demo-pairs';

type Day = string;

/** An organization of the demo year; `key` is its name inside the plan. */
export interface PlannedOrganization {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly regionCode: string;
  readonly side: 'EAST' | 'WEST' | null;
  readonly uscc: string;
  readonly parentKey: string | null;
  /** Sign-in names are `<login>@demo`, one member per role. */
  readonly login: string;
  readonly roles: readonly string[];
}

/** One harvest put on sale as one lot. */
export interface PlannedLot {
  readonly key: string;
  readonly harvestedOn: Day;
  readonly expiresOn: Day;
  readonly kilograms: number;
  readonly grade: string;
}

export interface PlannedProduct {
  readonly key: string;
  readonly supplierKey: string;
  readonly goods: DemoGoods;
  readonly priceFenPerKg: number;
  readonly freightFen: number;
  /** Not every product has asked for recognition: what is not recognised is sold and not counted. */
  readonly recognised: boolean;
  readonly areaMu: number;
  readonly lots: readonly PlannedLot[];
}

/** What becomes of an order if the year is long enough for it. */
export type OrderFate =
  | 'SETTLES'
  | 'SETTLES_SHORT'
  | 'REFUNDED_IN_PART'
  | 'CANCELLED_BY_BUYER'
  | 'CANCELLED_BY_SUPPLIER'
  | 'NEVER_PAID'
  | 'REFUSED_ON_ARRIVAL';

export interface PlannedOrder {
  readonly number: number;
  readonly buyerKey: string;
  readonly unitKey: string;
  readonly supplierKey: string;
  readonly lotKey: string;
  readonly kilograms: number;
  readonly terms: 'PREPAID' | 'POSTPAID';
  readonly placedOn: Day;
  readonly fate: OrderFate;
  readonly shipments: 1 | 2;
  /** Per mille of the weight that does not arrive, for fates with a shortage. */
  readonly shortPerMille: number;
  /** Days from placement to each later step. */
  readonly signedAfter: number;
  readonly paidAfter: number;
  readonly shippedAfter: number;
  readonly acceptedAfter: number;
  readonly refundedAfter: number;
}

export interface PlannedAgreement {
  readonly pair: DemoPair;
  readonly year: number;
  readonly targetFen: bigint;
}

export interface DemoPlan {
  readonly seed: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly offices: readonly PlannedOrganization[];
  readonly suppliers: readonly PlannedOrganization[];
  readonly buyers: readonly PlannedOrganization[];
  readonly products: readonly PlannedProduct[];
  readonly agreements: readonly PlannedAgreement[];
  /** In order of placement. */
  readonly orders: readonly PlannedOrder[];
}
