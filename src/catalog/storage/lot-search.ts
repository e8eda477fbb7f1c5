import { Injectable } from '@nestjs/common';
import { limitOf, ReadReplica, SharingReader, type PageRequest } from '../../platform/index';
import { AVAILABLE, lotConditions, priceAt, type Bind, type WantedLots } from './lot-conditions';
import { LISTED_LOTS, LISTED_LOTS_IN_ORDER, LOT_VIEW, type LotViewRow } from './lot-view';
import { allWords, gramsOf, queryWords } from './search-words';

export const LOT_SORTS = [
  'RELEVANCE',
  'PRICE_LOWEST',
  'HARVEST_NEWEST',
  'EXPIRY_SOONEST',
  'AVAILABLE_MOST',
] as const;
export type LotSort = (typeof LOT_SORTS)[number];

export interface FoundLot extends LotViewRow {
  readonly sort_key: string;
  /** How the text was looked for: the next page must go on in the same way. */
  readonly found_by: Way;
}

type Way = 'WORDS' | 'GRAMS' | 'ALL';

interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

/** Searches what is on sale. Words must all be found; where nothing has them, similar characters do (a typo). */
@Injectable()
export class LotSearch {
  private readonly pages: SharingReader;

  constructor(private readonly database: ReadReplica) {
    this.pages = new SharingReader(database);
  }

  async find(wanted: WantedLots, sort: LotSort, page: PageRequest): Promise<FoundLot[]> {
    const way = page.after ? (page.after[2] as Way) : firstWay(wanted);
    const found = await this.look(wanted, sort, page, way);
    if (way !== 'WORDS' || found.length > 0 || page.after || (await this.anyProductHas(wanted))) return found;
    return this.look(wanted, sort, page, 'GRAMS');
  }

  async count(wanted: WantedLots): Promise<number> {
    const first = firstWay(wanted);
    const way = first === 'WORDS' && !(await this.anyProductHas(wanted)) ? 'GRAMS' : first;
    const { values, bind } = binding();
    const where = [...lotConditions(wanted, bind), ...textOf(wanted, way, bind).conditions];
    const row = await this.database.one<{ n: bigint }>(
      `SELECT count(*) AS n FROM ${LISTED_LOTS} WHERE ${where.join(' AND ')}`,
      values,
    );
    return Number(row?.n ?? 0n);
  }

  private look(wanted: WantedLots, sort: LotSort, page: PageRequest, way: Way): Promise<FoundLot[]> {
    const { sql, values } = pageStatement(wanted, sort, page, way);
    return this.pages.query<FoundLot>(sql, values);
  }

  /** Whether a product is called so, on sale or not: then nothing else is meant. */
  private async anyProductHas({ text }: WantedLots): Promise<boolean> {
    const row = await this.database.one(
      'SELECT 1 FROM products p WHERE p.search_words @@ $1::tsquery LIMIT 1',
      [allWords(queryWords(text ?? ''))],
    );
    return row !== null;
  }
}

function firstWay({ text }: WantedLots): Way {
  if (text === null) return 'ALL';
  return queryWords(text).length > 0 ? 'WORDS' : 'GRAMS';
}

/** One statement for a page: by keyset, so that a page far behind costs what the first one does. */
export function pageStatement(wanted: WantedLots, sort: LotSort, page: PageRequest, way: Way): Statement {
  const { values, bind } = binding(wanted.today); // the first is the day of the view
  const conditions = lotConditions(wanted, bind);
  const text = textOf(wanted, way, bind);
  const [key, direction, type] = sortOf(wanted, sort, text.relevance, bind);
  const order = key === null ? `l.id ${direction}` : `${key} ${direction}, l.id ${direction}`;
  if (page.after) {
    const beyond = direction === 'ASC' ? '>' : '<';
    const id = `${bind(page.after[1])}::uuid`;
    conditions.push(
      key === null
        ? `l.id ${beyond} ${id}`
        : `(${key}, l.id) ${beyond} (${bind(page.after[0])}::text::${type}, ${id})`,
    );
  }
  const sql = `SELECT ${LOT_VIEW}, ${key === null ? `'0'` : `(${key})::text`} AS sort_key, '${way}' AS found_by
    FROM ${key === null ? LISTED_LOTS_IN_ORDER : LISTED_LOTS} WHERE ${[...conditions, ...text.conditions].join(' AND ')}
    ORDER BY ${order} LIMIT ${limitOf(page)}`;
  return { sql, values };
}

/** Parameters are numbered as they are asked for, after those given. */
function binding(...given: unknown[]): { values: unknown[]; bind: Bind } {
  const values = [...given];
  return { values, bind: (value) => `$${values.push(value)}` };
}

type Sort = readonly [expression: string | null, direction: 'ASC' | 'DESC', type: string];

/** Null: nothing to sort by but the id, which an index follows. */
function sortOf(wanted: WantedLots, sort: LotSort, relevance: string | null, bind: Bind): Sort {
  switch (sort) {
    case 'RELEVANCE':
      return [relevance, 'DESC', 'numeric'];
    case 'PRICE_LOWEST':
      return [priceAt(wanted.quantity?.base ?? null, bind), 'ASC', 'numeric'];
    case 'HARVEST_NEWEST':
      return ['l.harvested_on', 'DESC', 'date'];
    case 'EXPIRY_SOONEST':
      return ['l.expires_on', 'ASC', 'date'];
    case 'AVAILABLE_MOST':
      return [`(${AVAILABLE})`, 'DESC', 'bigint'];
  }
}

function textOf(
  { text }: WantedLots,
  way: Way,
  bind: Bind,
): { relevance: string | null; conditions: string[] } {
  if (way === 'ALL' || text === null) return { relevance: null, conditions: [] };
  if (way === 'WORDS') {
    const words = `${bind(allWords(queryWords(text)))}::tsquery`;
    return {
      relevance: `ts_rank(p.search_words, ${words})::numeric`,
      conditions: [`p.search_words @@ ${words}`],
    };
  }
  const asked = gramsOf(text);
  const grams = `${bind(asked)}::text[]`;
  const shared = `(SELECT count(*) FROM unnest(p.search_grams) known WHERE known = ANY(${grams}))`;
  // At least a third of the characters and pairs asked for.
  const enough = `3 * ${shared} >= ${bind(asked.length)}::int`;
  return { relevance: `${shared}::numeric`, conditions: [`p.search_grams && ${grams} AND ${enough}`] };
}
