import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { ordersOf, type ForetoldAgreement } from './foretold-agreements';
import type { OpenGoods } from './open-goods';

/** So many lines make an experience; below it all categories together speak, and without any nothing is taken off. */
const LEAST_LINES = 20;

interface ShareRow {
  readonly categoryCode: string;
  readonly paid: boolean;
  readonly lines: number;
  /** Sums may outgrow bigint, so they travel as text. */
  readonly orderedFen: string;
  readonly countedFen: string;
}

// A line was paid before it was settled where it once counted provisionally.
const shares = (where: string) => `
  SELECT category_code AS "categoryCode", paid, count(*)::int AS lines, sum(goods_fen)::text AS "orderedFen",
    sum(counted)::text AS "countedFen"
  FROM (SELECT line.category_code, line.goods_fen, coalesce(entries.paid, false) AS paid, coalesce(entries.counted, 0) AS counted
    FROM orders JOIN organizations unit ON unit.id = orders.unit_id JOIN order_lines line ON line.order_id = orders.id
      LEFT JOIN LATERAL (SELECT bool_or(entry.kind = 'PROVISIONAL') AS paid,
          sum(entry.amount_fen) FILTER (WHERE entry.kind IN ('CONFIRMED', 'REVERSAL')) AS counted
        FROM counting_entries entry WHERE entry.scheme = $1 AND entry.order_id = orders.id AND entry.order_line_id = line.id)
        entries ON true
    WHERE orders.state IN ('SETTLED', 'CLOSED', 'CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
      AND orders.placed_on BETWEEN $2::date - 365 AND $2::date AND line.goods_fen > 0 AND ${where}) ended
  GROUP BY 1, 2`;

/** What of orders of the past year came to count, by category, paid and unpaid apart. */
@Injectable()
export class SettlingShares {
  async of(reader: Reader, agreement: ForetoldAgreement, on: string): Promise<SettlingExperience> {
    const names = { unit: 'unit', county: 'line.origin_county_code', supplier: 'orders.supplier_id' };
    const { where, values } = ordersOf(agreement, names, 3);
    return new SettlingExperience(
      await reader.query<ShareRow>(shares(where), [agreement.scheme, on, ...values]),
    );
  }
}

export class SettlingExperience {
  constructor(private readonly rows: readonly ShareRow[]) {}

  /** What the goods are expected to come to; who paid is likelier to take the goods than who has only ordered. */
  expectedOf({ kind, categoryCode, fen }: Pick<OpenGoods, 'kind' | 'categoryCode' | 'fen'>): bigint {
    const alike = this.rows.filter(({ paid }) => kind !== 'PAID_ORDER' || paid);
    const own = alike.filter((row) => row.categoryCode === categoryCode);
    const told =
      [own, alike].find((rows) => rows.reduce((sum, { lines }) => sum + lines, 0) >= LEAST_LINES) ?? [];
    const sum = (read: (row: ShareRow) => string) => told.reduce((all, row) => all + BigInt(read(row)), 0n);
    const [ordered, counted] = [sum((row) => row.orderedFen), sum((row) => row.countedFen)];
    if (ordered === 0n) return fen;
    return (fen * (counted < ordered ? counted : ordered)) / ordered;
  }
}
