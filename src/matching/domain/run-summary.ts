import type { GoodsReport, OrderCosts } from '../../../libs/matching/src/index';

/** What offices read of a run without its lines; amounts in fen as text, whole and however large. */
export interface RunSummary {
  readonly complete: boolean;
  readonly lines: number;
  readonly linesServed: number;
  readonly linesAtMinimum: number;
  /** Of the orders alone; costs, gap and price of fairness below value missing goods at their buyers' caps. */
  readonly orders: { readonly [Name in keyof OrderCosts]: string };
  readonly plainCostFen: string;
  readonly fairCostFen: string;
  readonly proposedCostFen: string;
  readonly boundFen: string;
  readonly gapPartsPerMillion: number;
  readonly priceOfFairnessFen: string;
  readonly priceOfFairnessBoundFen: string;
  readonly countyGiniPartsPerMillion: number;
  readonly floors: readonly FloorSummary[];
}
export interface FloorSummary {
  readonly floorId: string;
  readonly floorFen: string;
  readonly plainSalesFen: string;
  readonly fairSalesFen: string;
  readonly proposedSalesFen: string;
  readonly proposedShortfallFen: string;
  readonly pricePartsPerMillion: number;
  readonly weightBasisPoints: number;
  readonly cause: string | null;
}

export function summaryOf(report: GoodsReport, orders: OrderCosts): RunSummary {
  return {
    complete: report.complete,
    lines: report.lines.length,
    linesServed: report.lines.filter(({ servedBase }) => servedBase > 0n).length,
    linesAtMinimum: report.lines.filter(({ reachesMinimum }) => reachesMinimum).length,
    orders: {
      plainFen: String(orders.plainFen),
      fairFen: String(orders.fairFen),
      proposedFen: String(orders.proposedFen),
      fairnessFen: String(orders.fairnessFen),
    },
    plainCostFen: String(report.plainCostFen),
    fairCostFen: String(report.fairCostFen),
    proposedCostFen: String(report.proposedCostFen),
    boundFen: String(report.boundFen),
    gapPartsPerMillion: report.gapPartsPerMillion,
    priceOfFairnessFen: String(report.priceOfFairnessFen),
    priceOfFairnessBoundFen: String(report.priceOfFairnessBoundFen),
    countyGiniPartsPerMillion: report.countyGiniPartsPerMillion,
    floors: report.floors.map((floor) => ({
      floorId: floor.floorId,
      floorFen: String(floor.floorFen),
      plainSalesFen: String(floor.plainSalesFen),
      fairSalesFen: String(floor.fairSalesFen),
      proposedSalesFen: String(floor.proposedSalesFen),
      proposedShortfallFen: String(floor.proposedShortfallFen),
      pricePartsPerMillion: floor.pricePartsPerMillion,
      weightBasisPoints: floor.weightBasisPoints,
      cause: floor.cause,
    })),
  };
}
