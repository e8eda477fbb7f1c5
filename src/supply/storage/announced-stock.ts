import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import type { RegisteredHarvest } from '../../catalog/index';
import type { Tx } from '../../platform/index';
import { heldOf } from '../domain/announced-range';
import { supplyRefusals } from '../domain/supply.refusals';

/** What one announcement holds, read under its lock. */
export interface HeldStock {
  readonly lowerBase: bigint;
  /** Still to come of the lower bound: kept of the land. */
  readonly heldBase: bigint;
  readonly certifiedBase: bigint;
  readonly reservedBase: bigint;
}

type Kind = 'ANNOUNCE' | 'RAISE' | 'LOWER' | 'CERTIFY' | 'CERTIFY_MORE' | 'GIVE_BACK';

/**
 * What announcements hold of the land, with a line for every change. Whoever changes one locks its row first, then the
 * capacity, then lots: the one order everybody follows. The table itself refuses to promise more than is held.
 */
@Injectable()
export class AnnouncedStocks {
  async lock(tx: Tx, forwardSupplyId: string): Promise<HeldStock | undefined> {
    const [row] = await tx.query<HeldStock>(
      `SELECT lower_base AS "lowerBase", held_base AS "heldBase", certified_base AS "certifiedBase",
              reserved_base AS "reservedBase"
         FROM forward_supply_stock WHERE forward_supply_id = $1 FOR UPDATE`,
      [forwardSupplyId],
    );
    return row;
  }

  async open(tx: Tx, id: string, lowerBase: bigint): Promise<void> {
    await tx.query(
      'INSERT INTO forward_supply_stock (forward_supply_id, lower_base, held_base) VALUES ($1, $2, $2)',
      [id, lowerBase],
    );
    await this.note(tx, id, 'ANNOUNCE', lowerBase);
  }

  /** Another lower bound. */
  async revise(tx: Tx, id: string, stock: HeldStock, lowerBase: bigint): Promise<void> {
    const heldBase = heldOf(lowerBase, stock.certifiedBase);
    await tx.query(
      'UPDATE forward_supply_stock SET lower_base = $2, held_base = $3 WHERE forward_supply_id = $1',
      [id, lowerBase, heldBase],
    );
    const more = heldBase - stock.heldBase;
    if (more > 0n) await this.note(tx, id, 'RAISE', more);
    if (more < 0n) await this.note(tx, id, 'LOWER', -more);
  }

  /**
   * Lots of it, in one step with what they and a smaller harvest take of the reservations: what was held becomes the
   * lots', what goes beyond the lower bound comes on top.
   */
  async certify(
    tx: Tx,
    id: string,
    lots: readonly RegisteredHarvest[],
    unreservedBase: bigint,
  ): Promise<void> {
    const sum = (quantities: readonly bigint[]) => quantities.reduce((total, one) => total + one, 0n);
    await tx.query(
      `UPDATE forward_supply_stock SET held_base = held_base - $2, certified_base = certified_base + $3,
         reserved_base = reserved_base - $4 WHERE forward_supply_id = $1`,
      [
        id,
        sum(lots.map(({ announcedBase }) => announcedBase)),
        sum(lots.map(({ quantityBase }) => quantityBase)),
        unreservedBase,
      ],
    );
    for (const lot of lots) {
      await this.note(tx, id, 'CERTIFY', lot.announcedBase, lot.lotId);
      await this.note(tx, id, 'CERTIFY_MORE', lot.quantityBase - lot.announcedBase, lot.lotId);
    }
  }

  /** Nothing more comes of it. */
  async giveBack(tx: Tx, id: string, heldBase: bigint): Promise<void> {
    await tx.query('UPDATE forward_supply_stock SET held_base = 0 WHERE forward_supply_id = $1', [id]);
    await this.note(tx, id, 'GIVE_BACK', heldBase);
  }

  private async note(tx: Tx, id: string, kind: Kind, quantityBase: bigint, lotId?: string): Promise<void> {
    if (quantityBase === 0n) return;
    await tx.query(
      `INSERT INTO forward_supply_movements (forward_supply_id, kind, quantity_base, lot_id, at)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, kind, quantityBase, lotId ?? null, tx.at],
    );
  }
}

/** Refuses ANNOUNCEMENT_RESERVED where less would stay held than is reserved. */
export function requireCovered(
  stock: HeldStock,
  heldBase: bigint,
  displayUnit: string,
  path: RefusalPath,
): void {
  if (stock.reservedBase <= heldBase) return;
  const { value, unit } = formatQuantity(stock.reservedBase, displayUnit);
  refuse(supplyRefusals.ANNOUNCEMENT_RESERVED({ reserved: value, unit }, path));
}
