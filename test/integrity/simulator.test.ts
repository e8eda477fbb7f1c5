import { FINDING_KINDS, type FindingKind } from '../../src/integrity/domain/finding';
import { findingsOf } from '../../src/integrity/domain/findings-of';
import type { Thresholds } from '../../src/integrity/domain/thresholds';
import { judge, precisionOf, recallOf, totalOf } from './judged-years';
import { JUDGED_SEEDS, TUNED_SEEDS } from './seeds';
import { shippedThresholds } from './shipped-thresholds';
import { LEAST_PRECISION, LEAST_RECALL } from './simulate';
import { simulateYear } from './simulator/simulated-year';

const at = shippedThresholds();
const judgedYears = JUDGED_SEEDS.map((seed) => simulateYear(seed));
const tunedYears = TUNED_SEEDS.slice(0, 8).map((seed) => simulateYear(seed));

/** A stricter and a laxer value; `beside` switches off the signs that would speak in its place. */
interface Move<Value> {
  readonly to: readonly [stricter: Value, laxer: Value];
  readonly beside?: Partial<Thresholds>;
}
type Moved = { readonly [Name in keyof Thresholds]?: Move<Thresholds[Name]> };

const NEVER = 1_000_000n;

const moved: Record<FindingKind, Moved> = {
  RELATED_PARTIES: {
    relatedLeastFen: { to: [at.relatedLeastFen * 5n, at.relatedLeastFen / 5n] },
    relatedShare: { to: [9000n, 1000n], beside: { relatedReturn: NEVER } },
    relatedReturn: { to: [9500n, 1000n], beside: { relatedUnderwayDays: -1 } },
    relatedUnderwayDays: { to: [0, 6], beside: { relatedReturn: NEVER } },
  },
  SPLIT_ORDERS: {
    splitDays: { to: [1, 9], beside: { splitLift: 1n } },
    splitPart: { to: [6000n, 500n], beside: { splitLift: 1n, splitLikeness: 1n } },
    splitLikeness: { to: [9000n, 4000n] },
    splitLift: { to: [800_000n, 1n], beside: { splitDays: 9 } },
  },
  OFF_SEASON_LOT: { seasonGraceDays: { to: [28, 7] } },
  OUTPACED_HARVEST: { harvestPace: { to: [21_000n, 9000n] }, harvestHeadStartDays: { to: [15, 0] } },
  PRICE_OUTSIDE_BAND: {
    priceSpreads: { to: [80_000n, 30_000n] },
    priceShare: { to: [7000n, 1000n], beside: { priceSpreads: 30_000n } },
    priceLeastSellers: { to: [30, 1] },
  },
  INVOICE_TWICE: {
    invoiceExcess: { to: [2500n, 0n] },
    invoiceDays: { to: [5, 60] },
    invoiceRun: { to: [10_000n, 0n] },
  },
  ROUNDED_MONTH_END: {
    roundStepFen: { to: [100_000n, 5000n] },
    roundDays: { to: [2, 12] },
    roundOrders: { to: [5, 2] },
    roundLift: { to: [25_000n, 8000n] },
  },
  SHARED_CONTACT: {
    contactSuppliers: { to: [5, 2] },
    contactBuyers: { to: [9000n, 500n], beside: { contactSuppliers: 99 } },
  },
};

describe('the rules, on simulated years nobody has tuned on', () => {
  const judged = judgedYears.map((year) => judge(year, at));

  it('find nine cheats in ten, and are right four times in five', () => {
    const total = totalOf(judged);
    expect(recallOf(total)).toBeGreaterThanOrEqual(LEAST_RECALL);
    expect(precisionOf(total)).toBeGreaterThanOrEqual(LEAST_PRECISION);
  });

  it.each(FINDING_KINDS)('%s finds most of its kind and misses some: no cheat is made easy', (kind) => {
    const total = totalOf(judged, kind);
    expect(recallOf(total)).toBeGreaterThan(0.7);
    expect(recallOf(total)).toBeLessThan(1);
    expect(precisionOf(total)).toBeGreaterThan(0.5);
  });

  it('are judged on twenty other years than they were tuned on', () => {
    expect(new Set(JUDGED_SEEDS).size).toBeGreaterThanOrEqual(20);
    expect(JUDGED_SEEDS.filter((seed) => TUNED_SEEDS.includes(seed))).toEqual([]);
  });
});

describe('a simulated year', () => {
  const [year] = judgedYears;
  if (!year) throw new Error('there is a year');

  it('is the same for the same seed and another for another', () => {
    const again = simulateYear(year.seed);
    expect(again.year).toEqual(year.year);
    expect(again.cheats).toEqual(year.cheats);
    expect(simulateYear(year.seed + 1).year.orders[0]).not.toEqual(year.year.orders[0]);
  });

  it('gives the same findings however often it is asked', () => {
    expect(findingsOf(year.year, at)).toEqual(findingsOf(year.year, at));
  });

  it('holds at least as many honest look-alikes as cheats, of every kind', () => {
    for (const { cheats, lookalikes } of judgedYears) {
      const count = (of: typeof cheats, kind: FindingKind) => of.filter((one) => one.kind === kind).length;
      for (const kind of FINDING_KINDS) {
        expect(count(cheats, kind)).toBeGreaterThan(9);
        expect(count(lookalikes, kind)).toBeGreaterThanOrEqual(count(cheats, kind));
      }
    }
  });

  it.each(FINDING_KINDS)('%s has cheats on both sides of every threshold', (kind) => {
    // Few invoices lie just beyond a threshold: it takes more years to meet one.
    const years = kind === 'INVOICE_TWICE' ? [...tunedYears, ...judgedYears] : tunedYears;
    const caughtBy = (thresholds: Thresholds): number =>
      totalOf(years.map((one) => judge(one, thresholds, [kind]))).caught;
    const straddled = Object.entries(moved[kind]).map(([name, { to, beside }]) => {
      const [now, stricter, laxer] = [{}, { [name]: to[0] }, { [name]: to[1] }].map((change) =>
        caughtBy({ ...at, ...beside, ...change }),
      );
      return {
        name,
        losesWhenStricter: Number(stricter) < Number(now),
        findsMoreWhenLaxer: Number(laxer) > Number(now),
      };
    });
    expect(straddled).toEqual(
      straddled.map(({ name }) => ({ name, losesWhenStricter: true, findsMoreWhenLaxer: true })),
    );
  });

  it('leaves no threshold out of that', () => {
    expect(Object.values(moved).flatMap(Object.keys).toSorted()).toEqual(Object.keys(at).toSorted());
  });

  it('plays in fictive counties only, and names nobody', () => {
    const { lots, capacities, organizations } = year.year;
    const counties = new Set([...lots, ...capacities].map(({ countyCode }) => countyCode));
    expect([...counties].filter((code) => !/^99\d{4}$/.test(code))).toEqual([]);
    const words = organizations.flatMap(({ phoneHashes, accountHashes }) => [
      ...phoneHashes,
      ...accountHashes,
    ]);
    expect(words.filter((word) => !/^示例-[0-9a-f-]{36}$/.test(word))).toEqual([]);
  });

  it('is told of by ids alone: no finding holds a phone or an account', () => {
    const { organizations } = year.year;
    const told = JSON.stringify(findingsOf(year.year, at), (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(told).not.toMatch(/示例/);
    expect(
      organizations.flatMap(({ phoneHashes }) => phoneHashes).filter((hash) => told.includes(hash)),
    ).toEqual([]);
  });
});
