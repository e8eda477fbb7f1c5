/** From where something looks wrong: dated rules, as they stood on the day of the search. Shares in basis points. */
export interface Thresholds {
  /** Sales among related organizations below this are nobody's scheme. */
  readonly relatedLeastFen: bigint;
  /** Of all a supplier sells, to its relations. */
  readonly relatedShare: bigint;
  /** What comes back from them, against what went there. */
  readonly relatedReturn: bigint;
  /** Goods that cross the country take longer. */
  readonly relatedUnderwayDays: number;
  readonly splitDays: number;
  /** A part is at least so much of the limit. */
  readonly splitPart: bigint;
  /** The smaller of two parts against the larger. */
  readonly splitLikeness: bigint;
  /** Orders in those days against what the two place in as many days else. */
  readonly splitLift: bigint;
  readonly seasonGraceDays: number;
  /** Sold against what the land could have given by the day. */
  readonly harvestPace: bigint;
  /** Days of harvest allowed in advance: the first weeks bring more. */
  readonly harvestHeadStartDays: number;
  /** Beyond the median by so many median deviations … */
  readonly priceSpreads: bigint;
  /** … and by so much of the median. */
  readonly priceShare: bigint;
  /** Sellers of the goods in the month, below which the months beside it are asked, too. */
  readonly priceLeastSellers: number;
  /** Claimed beyond what the invoice is made out for. */
  readonly invoiceExcess: bigint;
  /** Two nearly equal numbers for one amount within so many days. */
  readonly invoiceDays: number;
  /** Numbers so near to each other are one day's book of invoices. */
  readonly invoiceRun: bigint;
  readonly roundStepFen: bigint;
  readonly roundDays: number;
  readonly roundOrders: number;
  /** Round amounts at the month's end against round amounts in the rest of the year. */
  readonly roundLift: bigint;
  readonly contactSuppliers: number;
  /** Of all they sell, to buyers of more than one of them. */
  readonly contactBuyers: bigint;
}
