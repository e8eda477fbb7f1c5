import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Clock, Database, businessDateOf } from '../../platform/index';
import { inTheirOrder, priceOn } from '../domain/price-on';
import { utilisation } from '../domain/utilisation';
import type { FrameworkRow } from '../storage/framework-reader';
import { FrameworkPrices, type LinePrice } from '../storage/framework-prices';
import type { FrameworkLineType } from './framework-agreement.type';

interface LineRow {
  readonly frameworkId: string;
  readonly id: string;
  readonly position: number;
  readonly productId: string;
  readonly productName: string;
  readonly categoryCode: string;
  readonly grade: string;
  readonly unit: string;
  readonly capBase: bigint;
  readonly takenBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly leadDays: number;
  readonly announcedHarvests: boolean;
}

const LINES = `
  SELECT l.framework_id AS "frameworkId", l.id, l.position, l.product_id AS "productId", l.product_name AS "productName",
    l.category_code AS "categoryCode", l.grade, l.unit, l.cap_base AS "capBase", l.taken_base AS "takenBase",
    l.unit_price_fen AS "unitPriceFen", l.price_unit AS "priceUnit", l.lead_days AS "leadDays",
    l.announced_harvests AS "announcedHarvests"
  FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::integer[])) f (id, draft_number)
  JOIN framework_lines l ON l.framework_id = f.id AND l.draft_number = f.draft_number
  ORDER BY l.framework_id, l.position`;

/** Reads the lines of frameworks their reader sees already, with what is left of each. */
@Injectable()
export class FrameworkLineReader {
  constructor(
    private readonly database: Database,
    private readonly prices: FrameworkPrices,
    private readonly clock: Clock,
  ) {}

  async linesOf(frameworks: readonly FrameworkRow[]): Promise<FrameworkLineType[][]> {
    const rows = await this.database.query<LineRow>(LINES, [
      frameworks.map(({ id }) => id),
      frameworks.map(({ draftNumber }) => draftNumber),
    ]);
    const prices = await this.prices.of(
      this.database,
      rows.map(({ id }) => id),
    );
    const today = businessDateOf(this.clock.now());
    return frameworks.map((framework) =>
      rows
        .filter(({ frameworkId }) => frameworkId === framework.id)
        .map((row) => shown(row, framework, prices.get(row.id) ?? [], today)),
    );
  }
}

function shown(
  row: LineRow,
  { fromOn }: FrameworkRow,
  prices: readonly LinePrice[],
  today: string,
): FrameworkLineType {
  const {
    id,
    position,
    productId,
    productName,
    categoryCode,
    grade,
    priceUnit,
    leadDays,
    announcedHarvests,
  } = row;
  const inUnit = (base: bigint) => formatQuantity(base, row.unit);
  const first = { unitPrice: yuan(row.unitPriceFen), from: fromOn };
  const later = inTheirOrder(prices).map((price) => ({
    unitPrice: yuan(price.unitPriceFen),
    from: price.fromOn,
  }));
  return {
    id,
    position,
    productId,
    productName,
    categoryCode,
    grade,
    priceUnit,
    leadDays,
    announcedHarvests,
    cap: inUnit(row.capBase),
    calledOff: inUnit(row.takenBase),
    remaining: inUnit(row.capBase - row.takenBase),
    utilisation: utilisation(row.takenBase, row.capBase),
    unitPrice: yuan(priceOn(row.unitPriceFen, prices, today)),
    prices: [first, ...later],
  };
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
