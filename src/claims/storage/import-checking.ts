import { Injectable } from '@nestjs/common';
import { Countability } from '../../catalog/index';
import { Organizations } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import type { ClaimImport } from './claim-import.entity';
import { ClaimGoods } from './claim-goods';
import { ClaimRelations, type ChosenRelations } from './claim-relations';
import { ClaimTwins } from './claim-twins';
import { BARRED, CHOSEN, GOODS, INVOICES, MISFITS, NAMES, TOGETHER, TOO_OLD, TWINS } from './import-checks';

const ASKED_AT_ONCE = 1_000;

export interface Taken {
  readonly rowsGood: number;
  readonly goodFen: bigint;
}

/** Judges the rows of a table together, as each would be judged alone: a bad one is named, the others go on. */
@Injectable()
export class ImportChecking {
  constructor(
    private readonly organizations: Organizations,
    private readonly countability: Countability,
    private readonly twins: ClaimTwins,
    private readonly regions: Regions,
    private readonly relations: ClaimRelations,
    private readonly goods: ClaimGoods,
  ) {}

  /** Who and what the rows mean, then everything that can change until they are confirmed. */
  async checkAll(tx: Tx, table: ClaimImport): Promise<Taken> {
    const own = await this.organizations.unitsUnder(tx, table.buyerId);
    await this.run(tx, table, NAMES, [own]);
    return this.check(tx, table);
  }

  /** Of the rows that are good so far; asked again under the locks of what they take. */
  async check(tx: Tx, table: ClaimImport): Promise<Taken> {
    await this.run(tx, table, [TOO_OLD], [await this.goods.oldestDay(tx)]);
    await this.run(tx, table, GOODS, [businessDateOf(tx.at)]);
    await this.bar(tx, table);
    await this.requireChoices(tx, table);
    await this.run(tx, table, INVOICES, []);
    const { house, days } = await this.around(tx, table);
    await this.run(tx, table, TWINS, [house, days]);
    await this.run(tx, table, TOGETHER, []);
    const [taken] = await tx.query<Taken>(
      `SELECT count(*)::int AS "rowsGood", least(coalesce(sum(goods_fen), 0), 9223372036854775807)::bigint AS "goodFen" FROM claim_import_rows
        WHERE import_id = $1 AND cardinality(errors) = 0`,
      [table.id],
    );
    return taken ?? { rowsGood: 0, goodFen: 0n };
  }

  /** Where a twin is looked for. */
  async around(tx: Tx, { buyerId }: ClaimImport): Promise<{ house: string[]; days: number }> {
    const rule = await this.regions.rule('CLAIM_TWIN_DAYS', businessDateOf(tx.at), undefined, tx);
    return { house: await this.twins.house(tx, buyerId), days: wholeNumberOf(rule) };
  }

  private async run(
    tx: Tx,
    { id, places }: ClaimImport,
    checks: readonly string[],
    more: readonly unknown[],
  ): Promise<void> {
    for (const sql of checks) await tx.query(sql, [id, JSON.stringify(places), ...more]);
  }

  private async requireChoices(tx: Tx, table: ClaimImport): Promise<void> {
    const chosen = await tx.query<ChosenRelations & { rows: number[] }>(CHOSEN, [table.id]);
    const misfits: number[] = [];
    for (let at = 0; at < chosen.length; at += ASKED_AT_ONCE) {
      const some = chosen.slice(at, at + ASKED_AT_ONCE);
      const fit = await this.relations.fit(tx, some);
      misfits.push(...some.flatMap(({ rows }, index) => (fit[index] ? [] : rows)));
    }
    if (misfits.length > 0) await this.run(tx, table, [MISFITS], [misfits]);
  }

  /** What stands against a lot on a day is asked once for all rows of the day. */
  private async bar(tx: Tx, table: ClaimImport): Promise<void> {
    const asked = await tx.query<{ day: string; lots: string[] }>(
      `SELECT purchased_on AS day, array_agg(DISTINCT lot_id) AS lots FROM claim_import_rows
        WHERE import_id = $1 AND cardinality(errors) = 0 GROUP BY 1 ORDER BY 1`,
      [table.id],
    );
    const barred: { lotId: string; day: string; code: string }[] = [];
    for (const { day, lots } of asked)
      for (const [lotId, obstacles] of await this.countability.whyNotAll(tx, { lotIds: lots, on: day }))
        barred.push(...obstacles.map(({ code }) => ({ lotId, day, code })));
    if (barred.length === 0) return;
    const values = [
      barred.map(({ lotId }) => lotId),
      barred.map(({ day }) => day),
      barred.map(({ code }) => code),
    ];
    await this.run(tx, table, [BARRED('supplier', 'SUPPLIER_NOT_ADMITTED')], values);
    await this.run(
      tx,
      table,
      [BARRED('lot', 'PRODUCT_NOT_RECOGNISED'), BARRED('lot', 'LOT_RECALLED')],
      values,
    );
  }
}
