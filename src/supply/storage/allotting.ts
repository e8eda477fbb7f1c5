import { Injectable } from '@nestjs/common';
import { gradeRank, LotStock, type RegisteredHarvest } from '../../catalog/index';
import type { Tx } from '../../platform/index';
import { shareOut, type Allotted, type Cut, type WaitingReservation } from '../domain/allotment';
import { AnnouncedStocks, type HeldStock } from './announced-stock';

export interface GradedHarvest extends RegisteredHarvest {
  readonly grade: string;
}

/** Brings reservations to the lots of their harvest, under the lock of the announcement. */
@Injectable()
export class Allotting {
  constructor(
    private readonly stocks: AnnouncedStocks,
    private readonly lots: LotStock,
  ) {}

  /**
   * Lots that were just born: what is reserved moves to them under the same holders. What then stays reserved beyond
   * `stillToComeBase` is cut. What a holder got as lots before stays his and counts towards his least. Answers the announcement's stock afterwards.
   */
  async certify(
    tx: Tx,
    id: string,
    stock: HeldStock,
    born: readonly GradedHarvest[],
    stillToComeBase: bigint,
  ): Promise<HeldStock> {
    const waiting = stock.reservedBase > 0n ? await this.waiting(tx, id) : [];
    const lots = born.map((lot) => ({ ...lot, rank: gradeRank(lot.grade) }));
    const { allotted, cuts } = shareOut(waiting, lots, stillToComeBase);
    const unreserved = [...allotted, ...cuts].reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
    await this.stocks.certify(tx, id, born, unreserved);
    if (unreserved > 0n) await this.take(tx, id, allotted, cuts);
    // Nobody else can have anything of a lot born in this transaction.
    if (allotted.length > 0) await this.lots.reserveDecided(tx, allotted);
    return { ...stock, reservedBase: stock.reservedBase - unreserved };
  }

  /** Nothing more comes. */
  cutAll(tx: Tx, id: string, stock: HeldStock): Promise<HeldStock> {
    return this.certify(tx, id, stock, [], 0n);
  }

  private async waiting(tx: Tx, id: string): Promise<WaitingReservation[]> {
    const rows = await tx.query<Omit<WaitingReservation, 'leastRank'> & { leastGrade: string | null }>(
      `SELECT holder_id AS "holderId", reserved_base AS "reservedBase", pack_base AS "packBase",
           least_base AS "leastBase", least_grade AS "leastGrade"
         FROM forward_supply_reservations WHERE forward_supply_id = $1 AND reserved_base > 0 ORDER BY position`,
      [id],
    );
    return rows.map(({ leastGrade, ...reservation }) => ({
      ...reservation,
      leastRank: leastGrade === null ? null : gradeRank(leastGrade),
    }));
  }

  private async take(tx: Tx, id: string, allotted: readonly Allotted[], cuts: readonly Cut[]): Promise<void> {
    const moves = [
      ...allotted.map((one) => ({ ...one, kind: 'TO_LOT' })),
      ...cuts.map((one) => ({ ...one, kind: 'CUT', lotId: null })),
    ];
    await tx.query(
      `WITH moved AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::uuid[]) WITH ORDINALITY
           AS x (holder, kind, quantity, lot, number)),
         reservations AS (UPDATE forward_supply_reservations r
           SET reserved_base = r.reserved_base - m.quantity, cut_base = r.cut_base + m.cut,
             least_base = nullif(greatest(r.least_base - (m.quantity - m.cut), 0), 0)
           FROM (SELECT holder, sum(quantity)::bigint AS quantity,
               coalesce(sum(quantity) FILTER (WHERE kind = 'CUT'), 0)::bigint AS cut FROM moved GROUP BY holder) m
           WHERE r.holder_id = m.holder)
       INSERT INTO forward_supply_movements (forward_supply_id, kind, quantity_base, holder_id, lot_id, at)
       SELECT $1, kind, quantity, holder, lot, $6 FROM moved ORDER BY number`,
      [
        id,
        moves.map(({ holderId }) => holderId),
        moves.map(({ kind }) => kind),
        moves.map(({ quantityBase }) => String(quantityBase)),
        moves.map(({ lotId }) => lotId),
        tx.at,
      ],
    );
  }
}
