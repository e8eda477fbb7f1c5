import { Injectable } from '@nestjs/common';
import { CatalogReader, type ListedGoods } from '../../catalog/index';
import type { BusinessDate, Reader, Tx } from '../../platform/index';
import { PUBLISHED } from './forward-supply-view';

/** An open announcement with the terms its product is offered on: what can be ordered before it is harvested. */
export interface ExpectedGoods extends ListedGoods {
  readonly forwardSupplyId: string;
  readonly lotId: null;
  readonly state: 'AVAILABLE';
  /** Known only of lots. */
  readonly grade: null;
  readonly certificateNo: null;
  readonly harvestedOn: null;
  readonly expiresOn: null;
  /** Still to come of the lower bound and reserved by nobody. */
  readonly availableBase: bigint;
  readonly lowerBase: bigint;
  readonly upperBase: bigint;
  readonly windowFrom: BusinessDate;
  readonly windowTo: BusinessDate;
}

export type AnnouncedRange = Pick<ExpectedGoods, 'lowerBase' | 'upperBase' | 'windowFrom' | 'windowTo'> & {
  readonly id: string;
  /** How sure its supplier is of the range. */
  readonly confidencePercent: number;
  /** Something of it may still be ordered; false: harvested, withdrawn or hidden. */
  readonly open: boolean;
};

export interface AnnouncedReservation {
  readonly forwardSupplyId: string;
  /** The order line. */
  readonly holderId: string;
  readonly quantityBase: bigint;
  /** The plainest grade it takes; null takes every one. */
  readonly leastGrade: string | null;
  /** Rather nothing than less; null takes any pack. */
  readonly leastBase: bigint | null;
}

/** What a holder has on an announcement. */
export interface ReservedHarvest {
  readonly holderId: string;
  readonly reservedBase: bigint;
  /** Will not come: the harvest was smaller, plainer or is withdrawn. Stands until its holder has taken note. */
  readonly cutBase: bigint;
}

/**
 * 预订 of announced harvests by their holders, the order lines: never above the lower bound (the table's own rule), in the
 * order in which they were placed. Announcements are locked in ascending id, before lots.
 */
@Injectable()
export class AnnouncedReservations {
  constructor(private readonly catalog: CatalogReader) {}

  /** Those that may be ordered from, without locks; others are absent, as if they were not there. */
  async expected(reader: Reader, ids: readonly string[]): Promise<Map<string, ExpectedGoods>> {
    const rows = await reader.query<RangeRow>(
      `SELECT f.id, f.product_id AS "productId", s.held_base - s.reserved_base AS "availableBase",
         v.lower_base AS "lowerBase", v.upper_base AS "upperBase", v.window_from AS "windowFrom", v.window_to AS "windowTo"
       FROM forward_supplies f JOIN forward_supply_stock s ON s.forward_supply_id = f.id
         JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
       WHERE f.id = ANY($1::uuid[]) AND ${PUBLISHED}`,
      [ids],
    );
    const goods = await this.catalog.listedGoods(reader, [
      ...new Set(rows.map(({ productId }) => productId)),
    ]);
    return new Map(
      rows.flatMap(({ id, ...range }) => {
        const listed = goods.get(range.productId);
        return listed ? [[id, { ...listed, ...range, ...UNHARVESTED, forwardSupplyId: id }] as const] : [];
      }),
    );
  }

  /** The same under lock: until the transaction ends nobody else reserves, certifies or withdraws. */
  async lock(tx: Tx, ids: readonly string[]): Promise<Map<string, ExpectedGoods>> {
    await lockAnnouncements(tx, ids);
    return this.expected(tx, ids);
  }

  /** What was announced last, whatever became of it. */
  async ranges(reader: Reader, ids: readonly string[]): Promise<Map<string, AnnouncedRange>> {
    const rows = await reader.query<AnnouncedRange>(
      `SELECT f.id, v.lower_base AS "lowerBase", v.upper_base AS "upperBase", v.window_from AS "windowFrom",
         v.window_to AS "windowTo", v.confidence_percent AS "confidencePercent", (${PUBLISHED}) AS open FROM forward_supplies f
         JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
       WHERE f.id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** For whoever has called `lock` in this transaction and decided on what it answered; the table itself refuses more. */
  async reserveDecided(tx: Tx, wanted: readonly AnnouncedReservation[]): Promise<void> {
    const packs = await this.packsOf(tx, wanted);
    await tx.query(
      `WITH asked AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $6::bigint[], $7::bigint[])
           WITH ORDINALITY AS x (supply, holder, quantity, grade, pack, least, number)),
         stock AS (UPDATE forward_supply_stock s SET reserved_base = s.reserved_base + a.quantity
           FROM (SELECT supply, sum(quantity)::bigint AS quantity FROM asked GROUP BY supply) a
           WHERE s.forward_supply_id = a.supply),
         lines AS (INSERT INTO forward_supply_movements (forward_supply_id, kind, quantity_base, holder_id, at)
           SELECT supply, 'RESERVE', quantity, holder, $5 FROM asked ORDER BY number)
       INSERT INTO forward_supply_reservations (holder_id, forward_supply_id, least_grade, reserved_base, pack_base, least_base, at)
       SELECT holder, supply, grade, quantity, pack, least, $5 FROM asked ORDER BY number`,
      [
        wanted.map(({ forwardSupplyId }) => forwardSupplyId),
        wanted.map(({ holderId }) => holderId),
        wanted.map(({ quantityBase }) => String(quantityBase)),
        wanted.map(({ leastGrade }) => leastGrade),
        tx.at,
        packs.map(String),
        wanted.map(({ leastBase }) => (leastBase === null ? null : String(leastBase))),
      ],
    );
  }

  /** The pack the goods are sold in; what was agreed across packs was agreed without them. */
  private async packsOf(tx: Tx, wanted: readonly AnnouncedReservation[]): Promise<bigint[]> {
    const goods = await this.expected(
      tx,
      wanted.map(({ forwardSupplyId }) => forwardSupplyId),
    );
    return wanted.map(({ forwardSupplyId, quantityBase }) => {
      const packBase = goods.get(forwardSupplyId)?.packSizeBase ?? 1n;
      return quantityBase % packBase === 0n ? packBase : 1n;
    });
  }

  /** Everything these holders still have on announcements is free again, and their cuts are forgotten. */
  async release(tx: Tx, holderIds: readonly string[]): Promise<void> {
    await this.lockHeld(tx, holderIds);
    await tx.query(
      `WITH gone AS (DELETE FROM forward_supply_reservations WHERE holder_id = ANY($1::uuid[]) RETURNING *),
         stock AS (UPDATE forward_supply_stock s SET reserved_base = s.reserved_base - g.quantity
           FROM (SELECT forward_supply_id, sum(reserved_base)::bigint AS quantity FROM gone GROUP BY 1) g
           WHERE s.forward_supply_id = g.forward_supply_id AND g.quantity > 0)
       INSERT INTO forward_supply_movements (forward_supply_id, kind, quantity_base, holder_id, at)
       SELECT forward_supply_id, 'RELEASE', reserved_base, holder_id, $2 FROM gone WHERE reserved_base > 0 ORDER BY position`,
      [holderIds, tx.at],
    );
  }

  /** The holders' orders say the smaller quantity now. */
  async forgetCuts(tx: Tx, cuts: readonly Pick<ReservedHarvest, 'holderId' | 'cutBase'>[]): Promise<void> {
    const holderIds = cuts.map(({ holderId }) => holderId);
    await this.lockHeld(tx, holderIds);
    // Only what the holder knows of: a cut since then stands until he has taken note of it too.
    await tx.query(
      `UPDATE forward_supply_reservations r SET cut_base = r.cut_base - c.cut
         FROM unnest($1::uuid[], $2::bigint[]) c (holder, cut) WHERE r.holder_id = c.holder`,
      [holderIds, cuts.map(({ cutBase }) => String(cutBase))],
    );
  }

  /** What these holders have, read under the locks of their announcements: it stays so until the transaction ends. */
  async heldUnderLock(tx: Tx, holderIds: readonly string[]): Promise<ReservedHarvest[]> {
    await this.lockHeld(tx, holderIds);
    return tx.query<ReservedHarvest>(
      `SELECT holder_id AS "holderId", reserved_base AS "reservedBase", cut_base AS "cutBase"
         FROM forward_supply_reservations WHERE holder_id = ANY($1::uuid[])`,
      [holderIds],
    );
  }

  private async lockHeld(tx: Tx, holderIds: readonly string[]): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT forward_supply_id AS id FROM forward_supply_reservations WHERE holder_id = ANY($1::uuid[])',
      [holderIds],
    );
    await lockAnnouncements(
      tx,
      rows.map(({ id }) => id),
    );
  }
}

type RangeRow = Pick<
  ExpectedGoods,
  'productId' | 'availableBase' | 'lowerBase' | 'upperBase' | 'windowFrom' | 'windowTo'
> & { id: string };

const UNHARVESTED = {
  lotId: null,
  state: 'AVAILABLE',
  grade: null,
  certificateNo: null,
  harvestedOn: null,
  expiresOn: null,
} as const;

async function lockAnnouncements(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    'SELECT 1 FROM forward_supply_stock WHERE forward_supply_id = ANY($1::uuid[]) ORDER BY forward_supply_id FOR UPDATE',
    [[...new Set(ids)]],
  );
}
