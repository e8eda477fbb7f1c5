import type { SpherePoint } from '../great-circle';
import type { MatchingRules } from './matching-rules';
import type { PreparedSupply } from './prepared-supply';
import { partOfRate } from './rates';

/** Certificates that stand in the bits of one number; those beyond are compared by name. */
const MASKED = 30;

const unitNumber = { g: 0, ml: 1, piece: 2 } as const;

/** The bits of the certificates the rules know by name. */
export const certificateBits = (names: readonly string[], known: readonly string[]): number =>
  names.reduce((bits, name) => {
    const at = known.indexOf(name);
    return at === -1 || at >= MASKED ? bits : bits | (1 << at);
  }, 0);

export const unmasked = (names: readonly string[], known: readonly string[]): string[] =>
  names.filter((name) => known.indexOf(name) >= MASKED);

export const numberOfUnit = (unit: keyof typeof unitNumber): number => unitNumber[unit];

/**
 * The supplies of one category, column by column, names as numbers: a run asks each of them thousands of times. Rows stand in
 * the order of the supplies.
 */
export class SupplyTable {
  readonly count: number;
  /** Position in the problem's supplies. */
  readonly at: Int32Array;
  readonly available: Float64Array;
  readonly least: Float64Array;
  readonly pack: Float64Array;
  readonly arrivalDay: Float64Array;
  readonly keepsUntilDay: Float64Array;
  readonly gradeRank: Int32Array;
  readonly certificates: Int32Array;
  readonly unit: Uint8Array;
  readonly supplier: Int32Array;
  readonly product: Int32Array;
  /** The cheapest price step, and where it begins. */
  readonly lastRate: Float64Array;
  readonly lastFrom: Float64Array;
  readonly consignment: Float64Array;
  readonly freightRate: Float64Array;
  readonly roadRatePerThousandKm: Float64Array;
  readonly referenceRate: Float64Array;
  /** Terms that do not hang on the line, and the whole of those that a relation takes off. */
  readonly doubt: Float64Array;
  readonly repeat: Float64Array;
  readonly pairing: Float64Array;
  readonly points: readonly SpherePoint[];
  readonly suppliers: ReadonlyMap<string, number>;
  readonly products: ReadonlyMap<string, number>;
  readonly counties: ReadonlyMap<string, number>;
  /** Row r's origins stand from originStarts[r] to originStarts[r + 1]. */
  readonly originStarts: Int32Array;
  readonly originCounty: Int32Array;
  readonly originParts: Float64Array;

  constructor(supplies: readonly PreparedSupply[], positions: readonly number[], rules: MatchingRules) {
    const rows = positions.flatMap((at) => supplies[at] ?? []);
    const numbers = (of: (row: PreparedSupply) => number) => Float64Array.from(rows, of);
    this.count = rows.length;
    this.at = Int32Array.from(positions);
    this.available = numbers(({ available }) => available);
    this.least = numbers(({ least }) => least);
    this.pack = numbers(({ pack }) => pack);
    this.arrivalDay = numbers(({ arrivalDay }) => arrivalDay);
    this.keepsUntilDay = numbers(({ keepsUntilDay }) => keepsUntilDay);
    this.gradeRank = Int32Array.from(rows, ({ gradeRank }) => gradeRank);
    this.certificates = Int32Array.from(rows, ({ supply }) =>
      certificateBits(supply.certificates, rules.certificates),
    );
    this.unit = Uint8Array.from(rows, ({ supply }) => unitNumber[supply.baseUnit]);
    this.lastRate = numbers(({ steps }) => steps.at(-1)?.rate ?? Infinity);
    this.lastFrom = numbers(({ steps }) => steps.at(-1)?.from ?? Infinity);
    this.consignment = numbers(({ consignment }) => consignment);
    this.freightRate = numbers(({ freightRate }) => freightRate);
    this.roadRatePerThousandKm = numbers((row) => row.roadRatePerThousandKm);
    this.referenceRate = numbers(({ referenceRate }) => referenceRate);
    this.doubt = numbers(({ unreliability, uncertainty }) => unreliability + uncertainty);
    this.repeat = numbers((row) => partOfRate(row.referenceRate, rules.repeatBenefitBasisPoints));
    this.pairing = numbers((row) => partOfRate(row.referenceRate, rules.pairingBenefitBasisPoints));
    this.points = rows.map(({ point }) => point);
    this.suppliers = numbered(rows.map(({ supply }) => supply.supplierId));
    this.products = numbered(rows.map(({ supply }) => supply.productId));
    this.supplier = Int32Array.from(rows, ({ supply }) => this.suppliers.get(supply.supplierId) ?? -1);
    this.product = Int32Array.from(rows, ({ supply }) => this.products.get(supply.productId) ?? -1);
    const origins = rows.flatMap(({ supply }) => supply.origins);
    this.counties = numbered(origins.map(({ countyCode }) => countyCode));
    this.originCounty = Int32Array.from(origins, ({ countyCode }) => this.counties.get(countyCode) ?? -1);
    this.originParts = Float64Array.from(origins, ({ partsPerMillion }) => partsPerMillion);
    this.originStarts = new Int32Array(this.count + 1);
    rows.forEach(({ supply }, row) => {
      this.originStarts[row + 1] = (this.originStarts[row] ?? 0) + supply.origins.length;
    });
  }
}

function numbered(names: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}
