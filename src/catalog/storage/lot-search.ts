import { Injectable } from '@nestjs/common';
import type { Quantity } from '../../../libs/money/src/index';
import { Database, type BusinessDate, type PageRequest } from '../../platform/index';
import { sharedDigits } from '../../organizations/index';
import type { CertificateKind } from '../domain/certificate-match';
import { LOT_VIEW, LOT_VIEW_FROM, lotViewOf, ON_SALE, type LotView, type LotViewRow } from './lot-view';
import { allWords, gramsOf, queryWords } from './search-words';

export const LOT_SORTS = [
  'RELEVANCE',
  'PRICE_LOWEST',
  'HARVEST_NEWEST',
  'EXPIRY_SOONEST',
  'AVAILABLE_MOST',
] as const;
export type LotSort = (typeof LOT_SORTS)[number];

export interface WantedLots {
  readonly today: BusinessDate;
  readonly text: string | null;
  readonly categoryCode: string | null;
  readonly originRegion: string | null;
  /** Codes of any level, of which one must contain the origin; null: anywhere. */
  readonly regions: readonly string[] | null;
  readonly onSaleOn: BusinessDate;
  readonly certificate: CertificateKind | null;
  readonly recognised: boolean;
  readonly quantity: Quantity | null;
  /** Fen per kg, litre or piece. */
  readonly priceFromFen: bigint | null;
  readonly priceToFen: bigint | null;
  readonly deliverBy: BusinessDate;
}

export interface FoundLot {
  readonly lot: LotView;
  readonly sortKey: string;
}

const AVAILABLE = 's.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base';

/** Fen per kg, litre or piece at the quantity asked for, or at the minimum order. */
const PRICE = `(SELECT (step->>'fen')::numeric FROM jsonb_array_elements(v.ladder) step
    WHERE (step->>'from')::bigint <= greatest(coalesce($8::bigint, 0), v.moq_base)
    ORDER BY (step->>'from')::bigint DESC LIMIT 1)
  * (CASE p.base_unit WHEN 'piece' THEN 1 ELSE 1000 END) / v.price_unit_base`;

/** Sort expression, direction and type of its key in the cursor. */
const SORTS: Readonly<
  Record<LotSort, readonly [expression: string, direction: 'ASC' | 'DESC', type: string]>
> = {
  RELEVANCE: ['relevance', 'DESC', 'numeric'],
  PRICE_LOWEST: ['price', 'ASC', 'numeric'],
  HARVEST_NEWEST: ['harvested_on', 'DESC', 'date'],
  EXPIRY_SOONEST: ['expires_on', 'ASC', 'date'],
  AVAILABLE_MOST: ['available_base', 'DESC', 'bigint'],
};

/** Searches what is on sale. Words must all be found; where nothing has them, similar characters do (a typo). */
@Injectable()
export class LotSearch {
  constructor(private readonly database: Database) {}

  async find(wanted: WantedLots, sort: LotSort, page: PageRequest): Promise<FoundLot[]> {
    const { sql, values } = await this.matching(wanted);
    const [key, direction, type] = SORTS[sort];
    const beyond = direction === 'ASC' ? '>' : '<';
    const rows = await this.database.query<LotViewRow & { sort_key: string }>(
      `SELECT found.*, ${key}::text AS sort_key FROM (${sql}) found
       WHERE $13::text IS NULL OR (${key}, lot_id) ${beyond} ($13::text::${type}, $14::uuid)
       ORDER BY ${key} ${direction}, lot_id ${direction} LIMIT $15`,
      [...values, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
    return rows.map((row) => ({ lot: lotViewOf(row), sortKey: row.sort_key }));
  }

  async count(wanted: WantedLots): Promise<number> {
    const { sql, values } = await this.matching(wanted);
    const row = await this.database.one<{ n: bigint }>(`SELECT count(*) AS n FROM (${sql}) found`, values);
    return Number(row?.n ?? 0n);
  }

  private async matching(wanted: WantedLots): Promise<{ sql: string; values: unknown[] }> {
    const words = wanted.text === null ? [] : queryWords(wanted.text);
    const grams = wanted.text === null ? [] : gramsOf(wanted.text);
    const exact = words.length > 0 && (await this.anyProductHas(allWords(words)));
    const text = exact ? BY_WORDS : wanted.text === null ? ANY_TEXT : BY_GRAMS;
    return {
      sql: `${SELECT(text.relevance)} AND ${text.condition}`,
      values: this.values(wanted, exact ? allWords(words) : null, grams),
    };
  }

  private values(wanted: WantedLots, words: string | null, grams: readonly string[]): unknown[] {
    const regions = wanted.regions?.map((code) => `${sharedDigits(code)}%`) ?? null;
    const origin = wanted.originRegion === null ? null : `${sharedDigits(wanted.originRegion)}%`;
    return [
      wanted.today,
      wanted.onSaleOn,
      wanted.deliverBy,
      wanted.categoryCode,
      origin,
      regions,
      wanted.certificate,
      wanted.quantity?.base ?? null,
      wanted.quantity?.baseUnit ?? null,
      wanted.priceFromFen,
      wanted.priceToFen,
      { words, grams, recognised: wanted.recognised },
    ];
  }

  private async anyProductHas(query: string): Promise<boolean> {
    const row = await this.database.one(
      'SELECT 1 FROM products p WHERE p.search_words @@ $1::tsquery LIMIT 1',
      [query],
    );
    return row !== null;
  }
}

const WORDS = `($12::jsonb->>'words')::tsquery`;
const GRAMS = `ARRAY(SELECT jsonb_array_elements_text($12::jsonb->'grams'))`;
const SHARED = `(SELECT count(*) FROM unnest(p.search_grams) known WHERE known = ANY(${GRAMS}))`;

const BY_WORDS = {
  relevance: `ts_rank(p.search_words, ${WORDS})::numeric`,
  condition: `p.search_words @@ ${WORDS}`,
};
/** At least a third of the characters and pairs asked for. */
const BY_GRAMS = {
  relevance: `${SHARED}::numeric`,
  condition: `p.search_grams && ${GRAMS} AND 3 * ${SHARED} >= jsonb_array_length($12::jsonb->'grams')`,
};
const ANY_TEXT = { relevance: '0::numeric', condition: '$12::jsonb IS NOT NULL' };

const SELECT = (relevance: string) => `
  SELECT ${LOT_VIEW}, ${PRICE} AS price, ${relevance} AS relevance FROM ${LOT_VIEW_FROM}
  WHERE ${ON_SALE} AND ${AVAILABLE} > 0
    AND $2::date BETWEEN v.on_sale_from AND v.on_sale_to AND l.expires_on >= $1::date
    AND $1::date + v.lead_days <= $3::date
    AND ($4::text IS NULL OR p.category_code LIKE $4::text || '%')
    AND ($5::text IS NULL OR l.origin_county_code LIKE $5::text)
    AND ($6::text[] IS NULL OR l.origin_county_code LIKE ANY($6::text[]))
    AND ($7::text IS NULL OR EXISTS (SELECT 1 FROM product_certificates k WHERE k.product_id = p.id AND k.kind = $7
          AND k.withdrawn_on IS NULL AND $1::date BETWEEN k.valid_from AND k.valid_to))
    AND ($8::bigint IS NULL OR (p.base_unit = $9::text AND ${AVAILABLE} >= $8::bigint))
    AND ($10::bigint IS NULL OR ${PRICE} >= $10::bigint)
    AND ($11::bigint IS NULL OR ${PRICE} <= $11::bigint)
    AND (NOT ($12::jsonb->>'recognised')::boolean OR EXISTS (SELECT 1 FROM recognitions r WHERE r.product_id = p.id
          AND r.valid_from <= $1::date AND $1::date <= r.valid_to
          AND (r.withdrawn_on IS NULL OR $1::date < r.withdrawn_on)))`;
