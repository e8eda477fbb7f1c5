import { industries } from '../../../src/regions/data/industry-tree';
import { PROVINCES } from '../seed/seed-parks';

/** What an enterprise looks for. */
export interface SlotSearch {
  readonly within: string | null;
  readonly industryCode: string;
  readonly priceBasis: string;
  readonly priceToFen: number;
  readonly atLeast: readonly { readonly resource: string; readonly capacity: number }[];
}

export const SEARCHES = 200;
const INDUSTRIES = ['1351', '1441', '1711', '2221', '2681', '3311', '3912', '41'];

/** So many searches, none another's: two or three resources each, every third over all provinces. */
export function slotSearches(count: number): SlotSearch[] {
  return Array.from({ length: count }, (_, n): SlotSearch => {
    const land = n % 4 === 3;
    return {
      within: n % 3 === 0 ? null : (PROVINCES[n % PROVINCES.length] ?? null),
      industryCode: INDUSTRIES[n % INDUSTRIES.length] ?? '41',
      priceBasis: land ? 'M2_ONCE' : 'M2_MONTH',
      priceToFen: 2_500 + ((n * 37) % 2_500),
      atLeast: [
        { resource: land ? 'LAND' : 'FLOOR', capacity: 2_000 + ((n * 97) % 5_000) },
        { resource: 'POWER', capacity: 500 + ((n * 53) % 2_500) },
        ...(n % 2 === 0 ? [{ resource: 'WATER', capacity: 100 + ((n * 29) % 500) }] : []),
        ...(n % 5 === 0 ? [{ resource: 'STEAM', capacity: 100 + ((n * 31) % 2_000) }] : []),
      ],
    };
  });
}

export const SLOTS = `query Slots($filter: ParkSlotFilter!) {
  parkSlots(first: 20, sort: PRICE_LOWEST, filter: $filter) {
    edges { node { id parkId code kind state terms { price { amount currency } priceBasis leaseFromMonths leaseToMonths availableFrom
      capacities { resource capacity } } } } pageInfo { hasNextPage } } }`;

export const filterOf = ({ priceToFen, within, ...search }: SlotSearch) => ({
  ...search,
  ...(within ? { within } : {}),
  priceTo: { amount: (priceToFen / 100).toFixed(2) },
});

export interface FoundSlots {
  readonly data: {
    readonly parkSlots: {
      readonly edges: readonly { readonly node: object }[];
      readonly pageInfo: { readonly hasNextPage: boolean };
    };
  };
}

interface RawSlot {
  readonly priceBasis: string;
  readonly leaseFromMonths: number | null;
  readonly leaseToMonths: number | null;
  readonly availableFrom: string;
  readonly capacities: readonly object[];
  readonly fen: string;
}

/** What the product answers, of rows read by hand. */
export function foundSlots(rows: readonly RawSlot[]): FoundSlots {
  const edges = rows.slice(0, 20).map(({ fen, capacities, priceBasis, ...row }) => {
    const { leaseFromMonths, leaseToMonths, availableFrom, ...slot } = row;
    const price = { amount: (Number(fen) / 100).toFixed(2), currency: 'CNY' };
    const terms = { price, priceBasis, leaseFromMonths, leaseToMonths, availableFrom, capacities };
    return { node: { ...slot, terms } };
  });
  return { data: { parkSlots: { edges, pageInfo: { hasNextPage: rows.length > 20 } } } };
}

/** The same by hand, in the form that was fastest of twelve: one statement that finds the page and reads what it shows. */
export function rawSearch(
  { within, industryCode, priceBasis, priceToFen, atLeast }: SlotSearch,
  today: string,
): { text: string; values: unknown[] } {
  const values: unknown[] = [today, industries.lineOf(industryCode), priceBasis, priceToFen];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const resources = atLeast.map(
    ({
      resource,
      capacity,
    }) => `AND EXISTS (SELECT FROM park_slot_resources r WHERE r.slot_id = s.id AND r.live
      AND r.resource = ${bind(resource)} AND r.capacity >= ${bind(capacity)})`,
  );
  const place = within === null ? '' : `AND p.county_code LIKE ${bind(`${within.slice(0, 2)}%`)}`;
  const text = `
    SELECT s.id, s.park_id AS "parkId", s.code, s.kind, s.state, s.price_fen AS fen, s.price_basis AS "priceBasis",
      t.lease_from_months AS "leaseFromMonths", t.lease_to_months AS "leaseToMonths", t.available_from::text AS "availableFrom",
      (SELECT json_agg(json_build_object('resource', r.resource, 'capacity', r.capacity) ORDER BY r.resource)
         FROM park_slot_resources r WHERE r.slot_id = s.id AND r.live) AS capacities
    FROM (SELECT s.* FROM park_slots s JOIN parks p ON p.id = s.park_id
           WHERE s.state <> 'RETIRED' AND s.price_basis = $3 AND s.price_fen <= $4 ${place} ${resources.join('\n')}
             AND coalesce((SELECT i.wanted FROM park_wording_industries i WHERE i.park_id = p.id AND i.wording = p.wording
                   AND i.code = ANY($2::text[]) ORDER BY length(i.code) DESC LIMIT 1), true)
             AND (SELECT $1::date BETWEEN w.valid_from AND coalesce(w.valid_to, 'infinity')
                    FROM park_wordings w WHERE w.park_id = p.id AND w.number = p.wording)
           ORDER BY s.price_fen, s.id LIMIT 21) s
      JOIN park_slot_terms t ON t.slot_id = s.id AND t.number = s.terms
    ORDER BY s.price_fen, s.id`;
  return { text, values };
}
