import type { OrganizationKind, Role } from '../../organizations/index';
import type { DemoGoods } from './demo-goods';
import type { DemoPair } from './demo-pairs';

type Day = string;

/** An organization of the demo year; `key` is its name inside the plan. */
export interface PlannedOrganization {
  readonly key: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly regionCode: string;
  readonly side: 'EAST' | 'WEST' | null;
  readonly uscc: string;
  readonly parentKey: string | null;
  /** Members sign in as `<login>.<duty>`. */
  readonly login: string;
  /** Beside its administrator, who comes with the organization and may do everything it may. */
  readonly people: readonly PlannedPerson[];
}

export interface PlannedPerson {
  readonly duty: string;
  readonly role: Role;
  readonly displayName: string;
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
  readonly priceFenPerKg: bigint;
  readonly freightFen: bigint;
  /** Not every product has asked for recognition: what is not recognised is sold and not counted. */
  readonly recognised: boolean;
  readonly areaMu: number;
  /** Whether the county has verified land behind it; without, its lots do not count. */
  readonly landVerified: boolean;
  /** Without the yearly re-check the recognition ends a year after it began. */
  readonly recheckForgotten: boolean;
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
  | 'REFUSED_ON_ARRIVAL'
  | 'DISPUTED';

export type PlannedParts =
  'DEPOSIT_BEFORE_DISPATCH' | 'DEPOSIT_AND_REST_AFTER' | 'INSTALMENTS' | 'BY_SHIPMENT';

export interface PlannedOrder {
  readonly number: number;
  readonly buyerKey: string;
  readonly unitKey: string;
  readonly supplierKey: string;
  readonly lotKey: string;
  readonly kilograms: number;
  readonly terms: 'PREPAID' | 'POSTPAID';
  /** In parts, where not all is paid at once. */
  readonly inParts?: PlannedParts;
  /** What it is for, where the buyer says so. */
  readonly purpose?: 'UNION';
  /** Over the channel whose goods stand under a help-sell mandate. */
  readonly overChannel?: true;
  readonly placedOn: Day;
  readonly fate: OrderFate;
  readonly shipments: 1 | 2;
  /** Per mille of the weight that does not arrive, for fates with a shortage. */
  readonly shortPerMille: number;
  /** Days from placement to each later step. */
  readonly signedAfter: number;
  readonly buyerSignsAfter: number;
  readonly paidAfter: number;
  readonly shippedAfter: number;
  readonly lastShipmentAfter: number;
  readonly arrivesAfter: number;
  readonly acceptedAfter: number;
  readonly refundedAfter: number;
}

/** What happens to an order on a day. The order within a day is that of `ORDER_STEPS`. */
export interface OrderStep {
  readonly day: Day;
  readonly step: OrderStepName;
  readonly order: PlannedOrder;
}

export const ORDER_STEPS = [
  'PLACE',
  'APPROVE',
  'SIGN_AS_SUPPLIER',
  'SIGN_AS_BUYER',
  'PAY',
  'CANCEL_AS_BUYER',
  'CANCEL_AS_SUPPLIER',
  'DISPATCH_FIRST',
  'DISPATCH_LAST',
  'ARRIVE',
  'DISPUTE',
  'RESOLVE_DISPUTE',
  'ACCEPT',
  'REFUSE',
  'PAY_AFTER_ACCEPTANCE',
  'ASK_REFUND',
  'DECIDE_REFUND',
] as const;
export type OrderStepName = (typeof ORDER_STEPS)[number];

export interface PlannedAgreement {
  readonly pair: DemoPair;
  readonly year: number;
  readonly targetFen: bigint;
  readonly signedOn: Day;
}

export interface DemoPlan {
  readonly seed: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly offices: readonly PlannedOrganization[];
  readonly suppliers: readonly PlannedOrganization[];
  readonly buyers: readonly PlannedOrganization[];
  /** Who buys only for the schemes beside the east–west one. */
  readonly assisting: readonly PlannedOrganization[];
  readonly products: readonly PlannedProduct[];
  readonly agreements: readonly PlannedAgreement[];
  /** In order of placement. */
  readonly orders: readonly PlannedOrder[];
  /** Loses its admission for a while near the end of the year. */
  readonly suspendedSupplierKey: string;
  readonly suspendedOn: Day;
  /** Transfers nobody can tell an order for. */
  readonly strayTransfers: readonly StrayTransfer[];
}

export interface StrayTransfer {
  readonly day: Day;
  readonly fen: bigint;
  readonly payerName: string;
  readonly memo: string;
}
