import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Database } from '../../platform/index';
import type { SourcingLineType } from './sourcing-request.type';
import type { WantedGoodsType } from './wanted-goods.type';

type PublishedLine = { [Name in keyof WantedGoodsType]: WantedGoodsType[Name] };

/** The lines of a request as it stands now. */
export interface OfRequest {
  readonly id: string;
  readonly revision: number;
}

interface LineRow extends Omit<PublishedLine, 'minimum' | 'maximum' | 'windows'> {
  readonly requestId: string;
  readonly unit: string;
  readonly minimumBase: bigint;
  readonly maximumBase: bigint;
  /** Whole numbers as text, because JSON numbers are floats. */
  readonly windows: readonly { from: string; until: string; base: string }[];
}
interface OwnLineRow extends LineRow {
  readonly pooled: boolean;
  readonly capFen: bigint;
  readonly capUnit: string;
  readonly worthFen: bigint;
}

const OPEN_TO_ALL = `l.request_id AS "requestId", l.id, l.position, l.category_code AS "categoryCode",
  l.product_id AS "productId", l.least_grade AS "leastGrade", l.certificates, l.unit, l.minimum_base AS "minimumBase",
  l.maximum_base AS "maximumBase", l.delivery_county AS "deliveryCounty", l.specification,
  (SELECT json_agg(json_build_object('from', w.from_on, 'until', w.until_on, 'base', w.quantity_base::text)
     ORDER BY w.position) FROM sourcing_windows w WHERE w.line_id = l.id) AS windows`;
const OWN = `${OPEN_TO_ALL}, (SELECT q.pooled FROM sourcing_requests q WHERE q.id = l.request_id) AS pooled, l.cap_fen AS "capFen", l.cap_unit AS "capUnit", l.worth_fen AS "worthFen"`;

/** Reads lines of requests their reader sees already: whole for the buyer's side, without caps for suppliers. */
@Injectable()
export class LineReader {
  constructor(private readonly database: Database) {}

  async published(requests: readonly OfRequest[]): Promise<PublishedLine[][]> {
    return grouped(requests, await this.read<LineRow>(OPEN_TO_ALL, requests), publishedLine);
  }

  async whole(requests: readonly OfRequest[]): Promise<SourcingLineType[][]> {
    return grouped(requests, await this.read<OwnLineRow>(OWN, requests), (row) => ({
      ...publishedLine(row),
      cap: row.pooled ? null : { price: yuan(row.capFen), priceUnit: row.capUnit },
      worth: row.pooled ? null : yuan(row.worthFen),
    }));
  }

  private read<Row>(columns: string, requests: readonly OfRequest[]): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT ${columns} FROM unnest($1::uuid[], $2::integer[]) r (id, revision)
         JOIN sourcing_lines l ON l.request_id = r.id AND l.revision = r.revision ORDER BY l.request_id, l.position`,
      [requests.map(({ id }) => id), requests.map(({ revision }) => revision)],
    );
  }
}

function grouped<Row extends LineRow, Line>(
  requests: readonly OfRequest[],
  rows: readonly Row[],
  shown: (row: Row) => Line,
): Line[][] {
  return requests.map(({ id }) => rows.filter(({ requestId }) => requestId === id).map(shown));
}

function publishedLine(row: LineRow): PublishedLine {
  const { id, position, categoryCode, productId, leastGrade, certificates, deliveryCounty, specification } =
    row;
  const inUnit = (base: bigint) => formatQuantity(base, row.unit);
  return {
    id,
    position,
    categoryCode,
    productId,
    leastGrade,
    certificates,
    deliveryCounty,
    specification,
    minimum: inUnit(row.minimumBase),
    maximum: inUnit(row.maximumBase),
    windows: row.windows.map(({ from, until, base }) => ({ from, until, quantity: inUnit(BigInt(base)) })),
  };
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
