import { kilometresBetween } from '../great-circle';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { floorTo, rateAt, type PreparedSupply } from './prepared-supply';
import { partOfRate } from './rates';
import { certificateBits, numberOfUnit, unmasked, type SupplyTable } from './supply-table';

const BARRED = 1;
const KNOWN = 2;

/**
 * One line against a category's supplies: the rules of eligibility.ts and the sums of landed-cost.ts and edge-terms.ts once
 * more, as numbers in columns, because a run asks them some million times. Tests hold the two together.
 */
export class LineScreen {
  private readonly marks: Uint8Array;
  private readonly paired: Uint8Array;
  private readonly product: number | null;
  private readonly unit: number;
  private readonly certificates: number;
  private readonly rareCertificates: readonly string[];
  private readonly roads: ReadonlyMap<number, number>;

  constructor(
    private readonly line: PreparedLine,
    private readonly table: SupplyTable,
    private readonly supplies: readonly PreparedSupply[],
    private readonly rules: MatchingRules,
  ) {
    const { buyerId, productId, baseUnit, certificates, roadKilometres } = line.line;
    this.marks = new Uint8Array(table.suppliers.size);
    const mark = (name: string, bit: number) => {
      const at = table.suppliers.get(name);
      if (at !== undefined) this.marks[at] = (this.marks[at] ?? 0) | bit;
    };
    mark(buyerId, BARRED);
    for (const name of line.excluded) mark(name, BARRED);
    for (const name of line.known) mark(name, KNOWN);
    this.paired = new Uint8Array(table.counties.size);
    for (const name of line.paired) {
      const at = table.counties.get(name);
      if (at !== undefined) this.paired[at] = 1;
    }
    this.product = productId === null ? null : (table.products.get(productId) ?? -1);
    this.unit = numberOfUnit(baseUnit);
    this.certificates = certificateBits(certificates, rules.certificates);
    this.rareCertificates = unmasked(certificates, rules.certificates);
    this.roads = knownRoads(table, roadKilometres);
  }

  /** Rows that pass every rule, and the freight of each; `freights` stands by row. */
  eligible(): { rows: Int32Array; freights: Float64Array } {
    const { line, table } = this;
    const freights = new Float64Array(table.count);
    const rows = new Int32Array(table.count);
    let count = 0;
    for (let row = 0; row < table.count; row += 1) {
      if (!this.fits(row)) continue;
      const freight = this.freightOf(row);
      if (this.landedAt(row, freight, this.mostOf(row, line.maximum)) > line.cap) continue;
      freights[row] = freight;
      rows[count] = row;
      count += 1;
    }
    return { rows: rows.subarray(0, count), freights };
  }

  private fits(row: number): boolean {
    const { line, table } = this;
    const least = table.least[row] ?? 0;
    const arrival = table.arrivalDay[row] ?? 0;
    const keeps = table.keepsUntilDay[row] ?? 0;
    return (
      (table.available[row] ?? 0) >= least &&
      least <= line.maximum &&
      arrival <= line.lastDay &&
      (table.gradeRank[row] ?? 0) <= line.worstRank &&
      keeps >= arrival &&
      keeps >= line.fromDay &&
      table.unit[row] === this.unit &&
      (this.product === null || table.product[row] === this.product) &&
      ((this.marks[table.supplier[row] ?? 0] ?? 0) & BARRED) === 0 &&
      ((table.certificates[row] ?? 0) & this.certificates) === this.certificates &&
      (this.rareCertificates.length === 0 || this.holdsRare(row))
    );
  }

  private holdsRare(row: number): boolean {
    const held = this.supplies[this.table.at[row] ?? -1]?.supply.certificates ?? [];
    return this.rareCertificates.every((one) => held.includes(one));
  }

  private freightOf(row: number): number {
    const { line, table, rules } = this;
    const road = table.roadRatePerThousandKm[row] ?? 0;
    if (road === 0) return table.freightRate[row] ?? 0;
    const county = table.originCounty[table.originStarts[row] ?? 0] ?? -1;
    const point = table.points[row];
    const known = this.roads.size === 0 ? undefined : this.roads.get(county);
    const kilometres =
      known ??
      (point ? Math.round((kilometresBetween(line.point, point) * rules.detourBasisPoints) / 10_000) : 0);
    return Math.round((road * kilometres) / 1_000);
  }

  /** The largest order the row could fill, in whole packs. */
  mostOf(row: number, limit: number): number {
    const available = this.table.available[row] ?? 0;
    return available <= limit ? available : floorTo(limit, this.table.pack[row] ?? 1);
  }

  private landedAt(row: number, freight: number, ordered: number): number {
    const { table } = this;
    const price =
      ordered >= (table.lastFrom[row] ?? 0)
        ? (table.lastRate[row] ?? 0)
        : (rateAt(this.supplies[table.at[row] ?? -1]?.steps ?? [], ordered) ?? Infinity);
    const consignment = table.consignment[row] ?? 0;
    return price + freight + (consignment === 0 ? 0 : (consignment * 1_000_000) / ordered);
  }

  /** What a unit of the largest order costs; Infinity where the limit leaves no order, or none within the cap. */
  costOf(row: number, freight: number, limit: number): number {
    const most = this.mostOf(row, limit);
    if (most < (this.table.least[row] ?? 0)) return Infinity;
    const landed = this.landedAt(row, freight, most);
    return landed > this.line.cap ? Infinity : landed + this.termsOf(row);
  }

  /** The sum of edge-terms.ts. */
  termsOf(row: number): number {
    const { line, table, rules } = this;
    const reference = table.referenceRate[row] ?? 0;
    let sum = table.doubt[row] ?? 0;
    const late = (table.arrivalDay[row] ?? 0) - line.untilDay;
    if (late > 0) sum += partOfRate(reference, late * rules.latenessBasisPointsPerDay);
    const better = line.worstRank === Infinity ? 0 : line.worstRank - (table.gradeRank[row] ?? 0);
    if (better > 0) sum -= partOfRate(reference, better * rules.gradeBenefitBasisPoints);
    if (((this.marks[table.supplier[row] ?? 0] ?? 0) & KNOWN) !== 0) sum -= table.repeat[row] ?? 0;
    const paired = this.pairedPart(row);
    return paired === 0 ? sum : sum - partOfRate(table.pairing[row] ?? 0, paired);
  }

  /** Of the row's origins, in basis points. */
  private pairedPart(row: number): number {
    const { originStarts, originCounty, originParts } = this.table;
    let parts = 0;
    for (let at = originStarts[row] ?? 0; at < (originStarts[row + 1] ?? 0); at += 1)
      if (this.paired[originCounty[at] ?? 0] === 1) parts += originParts[at] ?? 0;
    return Math.floor(parts / 100);
  }
}

function knownRoads(table: SupplyTable, kilometres: Readonly<Record<string, number>>): Map<number, number> {
  const roads = new Map<number, number>();
  for (const [county, known] of Object.entries(kilometres)) {
    const at = table.counties.get(county);
    if (at !== undefined) roads.set(at, known);
  }
  return roads;
}
