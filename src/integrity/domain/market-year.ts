/** A day in Asia/Shanghai, written YYYY-MM-DD. */
export type Day = string;

/** Whoever buys or sells. Phones and accounts are keyed hashes: equal ones mean one number, and nothing else is known. */
export interface MarketOrganization {
  readonly id: string;
  /** The topmost of its line of superiors; itself where it has none. */
  readonly rootId: string;
  readonly phoneHashes: readonly string[];
  readonly accountHashes: readonly string[];
  /** Producers it sells for openly (贸易企业代理). */
  readonly principalIds: readonly string[];
  /** Orders above it need a second person; null where none is set. */
  readonly approvalLimitFen: bigint | null;
}

export interface MarketOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly placedOn: Day;
  readonly goodsFen: bigint;
  readonly productIds: readonly string[];
  /** Placed on terms both had agreed before: a quote, a framework. */
  readonly agreed: boolean;
}

/** One settled line of one acceptance: the portion that may be counted. */
export interface SettledGoods {
  readonly id: string;
  readonly orderId: string;
  readonly lotId: string;
  /** What is compared in price: the crop, or the category where it is no crop, and its base unit. */
  readonly goodsCode: string;
  /** Under a green, organic or origin certificate: dearer for a reason. */
  readonly certified: boolean;
  readonly settledOn: Day;
  /** Days between dispatch and acceptance. */
  readonly daysUnderway: number;
  readonly quantityBase: bigint;
  readonly goodsFen: bigint;
}

export interface MarketLot {
  readonly id: string;
  readonly supplierId: string;
  /** The land it grew on; null for what is processed or mixed. */
  readonly capacityId: string | null;
  readonly cropCode: string | null;
  readonly countyCode: string;
  readonly harvestedOn: Day;
}

/** What verified land can yield of one crop in one harvest year. */
export interface MarketCapacity {
  readonly id: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly cropCode: string;
  readonly season: number;
  readonly harvestableBase: bigint;
}

/** Months, 1 to 12, in which a crop is brought in in a county. */
export interface HarvestSeason {
  readonly cropCode: string;
  readonly countyCode: string;
  readonly months: readonly number[];
}

/** An invoice as somebody claims a purchase by it. */
export interface ClaimedInvoice {
  readonly claimId: string;
  readonly portionIds: readonly string[];
  readonly number: string;
  readonly sellerId: string;
  readonly payerId: string;
  readonly purchasedOn: Day;
  /** What the invoice is made out for. */
  readonly invoiceFen: bigint;
  /** How much of it this claim uses. */
  readonly claimedFen: bigint;
}

/** A year of trade, as the rules see it; whoever fills it (the database, the simulator) knows no rule. */
export interface MarketYear {
  readonly organizations: readonly MarketOrganization[];
  readonly orders: readonly MarketOrder[];
  readonly settledGoods: readonly SettledGoods[];
  readonly lots: readonly MarketLot[];
  readonly capacities: readonly MarketCapacity[];
  readonly seasons: readonly HarvestSeason[];
  readonly invoices: readonly ClaimedInvoice[];
}
