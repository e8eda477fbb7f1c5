import { amountFen, mulDiv, priceFor, priceLadder, unitOf, type PriceLadder } from '../../../money/src/index';
import type { PlanEdge } from './plan-edges';
import type { PlanInput, PlanSupply } from './plan-input';

/** An order in whole packs, with what it costs. */
export interface PlannedOrder {
  readonly quantityBase: bigint;
  readonly unitPriceFen: bigint;
  readonly goodsFen: bigint;
  readonly landedFen: bigint;
}
const NOTHING: PlannedOrder = { quantityBase: 0n, unitPriceFen: 0n, goodsFen: 0n, landedFen: 0n };

/** What stands in the way of buying more. */
export type PlanObstacle = 'GOODS' | 'BUDGET' | 'WANTS' | 'MONTH' | 'SMALLEST_ORDER';

/** What is left of everything, exactly: whatever the solver said, nothing passes these. */
export class PlanRooms {
  readonly leaves: bigint[];
  readonly months: bigint[];
  private readonly budgets: (bigint | null)[];
  private readonly wants: bigint[][];
  private readonly stock: bigint[];
  private readonly ladders: PriceLadder[];
  readonly orders: PlannedOrder[];

  constructor(
    private readonly input: PlanInput,
    private readonly edges: readonly PlanEdge[],
  ) {
    this.leaves = input.leaves.map(({ gapFen }) => gapFen);
    this.months = input.months.map(({ mostFen }) => mostFen);
    this.budgets = input.units.map(({ budgetFen }) => budgetFen);
    this.wants = input.units.map(({ wants }) => wants.map(({ mostFen }) => mostFen));
    this.stock = input.supplies.map(({ availableBase }) => availableBase);
    this.ladders = input.supplies.map(({ ladder }) => priceLadder(ladder));
    this.orders = edges.map(() => NOTHING);
  }

  /** Sets the edge's order to as many whole packs as hold within so many fen of goods and within every room. */
  setUpTo(at: number, mostFen: bigint): void {
    const edge = this.edges[at];
    if (!edge) return;
    this.book(edge, at, NOTHING);
    const supply = this.supplyOf(edge);
    const byAmount = (fen: bigint, unitPriceFen: bigint) =>
      mulDiv(fen, unitOf(supply.priceUnit).basePerUnit, unitPriceFen, 'FLOOR');
    const goods = least(mostFen, this.months[edge.month] ?? 0n, this.wants[edge.unit]?.[edge.want] ?? 0n);
    let base = least(
      this.stock[edge.supply] ?? 0n,
      byAmount(goods, this.priceAt(edge, supply.availableBase)),
    );
    // A smaller order may be dearer by the unit: it is made smaller until its own price fits.
    for (;;) {
      base -= base % supply.packBase;
      if (base < supply.moqBase || base <= 0n) return;
      const order = this.orderOf(edge, base);
      if (order.goodsFen <= goods && this.isWithinBudget(edge, order)) {
        this.book(edge, at, order);
        return;
      }
      const fits = least(byAmount(goods, order.unitPriceFen), this.byBudget(edge, order));
      base = least(fits, base - supply.packBase);
    }
  }

  /** What one more pack costs. */
  packFen(at: number): bigint {
    const edge = this.edges[at];
    return edge ? this.orderOf(edge, this.supplyOf(edge).packBase).goodsFen : 0n;
  }

  /** Whether the month holds not even one more pack. */
  isMonthFull(at: number): boolean {
    return (this.months[this.edges[at]?.month ?? -1] ?? 0n) < this.packFen(at);
  }

  /** What keeps the edge from being bought more. */
  obstacleOf(at: number): PlanObstacle {
    const edge = this.edges[at];
    if (!edge) return 'GOODS';
    const { moqBase, packBase } = this.supplyOf(edge);
    const more = (this.orders[at]?.quantityBase ?? 0n) === 0n ? moqBase : packBase;
    if ((this.stock[edge.supply] ?? 0n) < more) return 'GOODS';
    const { goodsFen, landedFen } = this.orderOf(edge, more);
    const packs = this.orderOf(edge, packBase).goodsFen;
    if (goodsFen >= (this.leaves[edge.leaf] ?? 0n) + packs) return 'SMALLEST_ORDER';
    if ((this.wants[edge.unit]?.[edge.want] ?? 0n) < goodsFen) return 'WANTS';
    const budget = this.budgets[edge.unit] ?? null;
    if (budget !== null && budget < landedFen) return 'BUDGET';
    return (this.months[edge.month] ?? 0n) < goodsFen ? 'MONTH' : 'SMALLEST_ORDER';
  }

  private supplyOf({ supply }: PlanEdge): PlanSupply {
    const found = this.input.supplies[supply];
    if (!found) throw new RangeError('No such supply');
    return found;
  }

  /** The price of so much; below the first step nobody may order, and it is the first step's. */
  private priceAt({ supply }: PlanEdge, base: bigint): bigint {
    const ladder = this.ladders[supply];
    return (ladder && (priceFor(ladder, base) ?? ladder[0]?.unitPriceFen)) ?? 0n;
  }

  private orderOf(edge: PlanEdge, quantityBase: bigint): PlannedOrder {
    const supply = this.supplyOf(edge);
    const unitPriceFen = this.priceAt(edge, quantityBase);
    const goodsFen = amountFen({ unitPriceFen, priceUnit: supply.priceUnit }, quantityBase);
    return { quantityBase, unitPriceFen, goodsFen, landedFen: goodsFen + freightFen(supply, quantityBase) };
  }

  private isWithinBudget({ unit }: PlanEdge, { landedFen }: PlannedOrder): boolean {
    const budget = this.budgets[unit] ?? null;
    return budget === null || landedFen <= budget;
  }

  /** The base units a budget pays for at this order's price, freight in proportion. */
  private byBudget({ unit }: PlanEdge, { quantityBase, landedFen }: PlannedOrder): bigint {
    const budget = this.budgets[unit] ?? null;
    return budget === null || landedFen <= budget
      ? quantityBase
      : mulDiv(budget, quantityBase, landedFen, 'FLOOR');
  }

  private book({ unit, want, supply, month, leaf }: PlanEdge, at: number, order: PlannedOrder): void {
    const before = this.orders[at] ?? NOTHING;
    const goods = order.goodsFen - before.goodsFen;
    this.leaves[leaf] = (this.leaves[leaf] ?? 0n) - goods;
    this.months[month] = (this.months[month] ?? 0n) - goods;
    const wants = this.wants[unit];
    if (wants) wants[want] = (wants[want] ?? 0n) - goods;
    this.stock[supply] = (this.stock[supply] ?? 0n) - (order.quantityBase - before.quantityBase);
    const budget = this.budgets[unit] ?? null;
    if (budget !== null) this.budgets[unit] = budget - (order.landedFen - before.landedFen);
    this.orders[at] = order;
  }
}

function freightFen({ freight, gramsPerThousandBase }: PlanSupply, quantityBase: bigint): bigint {
  if (freight.kind === 'FIXED') return freight.fen;
  if (freight.kind !== 'PER_KG') return 0n;
  return mulDiv(freight.fen * gramsPerThousandBase, quantityBase, 1_000_000n, 'CEIL');
}

const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (a < b ? a : b));
