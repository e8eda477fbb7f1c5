import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Tx } from '../../platform/index';
import type { LotState } from '../domain/lot.states';
import type { SellableLot } from '../domain/sellable-lot';
import { stockRefusals } from '../domain/stock.refusals';
import { readSellableLots } from './lot-rows';
import { move } from './stock-changes';
import {
  closeEmptyLots,
  lockHoldings,
  lockRows,
  lockStock,
  type HoldingRow,
  type LockedStock,
} from './stock-locks';

export interface Holding {
  readonly lotId: string;
  /** The order line. */
  readonly holderId: string;
  readonly quantityBase: bigint;
}

export interface Release {
  readonly holderId: string;
  /** Needed only where one holder holds several lots and less than all is given back. */
  readonly lotId?: string;
  readonly quantityBase: bigint | 'ALL';
}

export interface Dispatch extends Holding {
  readonly shipmentLineId: string;
}

/**
 * The only way stock moves (I1, I2). Stock rows are locked in ascending lot id, so that two orders over the
 * same lots queue and never deadlock; requests are summed per lot before the check.
 */
@Injectable()
export class LotStock {
  constructor(private readonly audit: Audit) {}

  /** Locks the stock rows; lots that do not exist or stand under no listing are absent. */
  async lock(tx: Tx, lotIds: readonly string[]): Promise<Map<string, SellableLot>> {
    const [, lots] = await Promise.all([lockRows(tx, lotIds), readSellableLots(tx, lotIds)]);
    return lots;
  }

  /** Locks the stock rows of everything a transaction will move, before it moves the first. */
  lockRows(tx: Tx, lotIds: readonly string[]): Promise<void> {
    return lockRows(tx, lotIds);
  }

  /** What these holders have reserved, under the locks of the lots: it stays so until the transaction ends. */
  async heldUnderLock(tx: Tx, holderIds: readonly string[]): Promise<Holding[]> {
    const held = await lockHoldings(tx, holderIds);
    return held
      .filter(({ reserved }) => reserved > 0n)
      .map(({ lotId, holderId, reserved }) => ({ lotId, holderId, quantityBase: reserved }));
  }

  /** For whoever has called `lock` in this transaction and decided on what it answered; the table itself refuses more than there is. */
  async reserveDecided(tx: Tx, holdings: readonly Holding[]): Promise<void> {
    await move(
      tx,
      holdings.filter(positive).map((holding) => ({ ...holding, kind: 'RESERVE' })),
    );
  }

  /** Refuses LOT_NOT_ON_SALE or LOT_SHORT at `[...path, index]`, the first holding that no longer fits. */
  async reserve(tx: Tx, holdings: readonly Holding[], path: RefusalPath = ['lines']): Promise<void> {
    const wanted = holdings.filter(positive);
    const stock = await lockStock(
      tx,
      wanted.map((holding) => holding.lotId),
    );
    const room = new Map([...stock.values()].map((row) => [row.lot_id, row.available]));
    const refusals = holdings.flatMap(({ lotId, quantityBase }, index): Refusal[] => {
      if (quantityBase === 0n) return []; // nothing is asked of this lot: it was not looked at
      const row = stock.get(lotId);
      if (row?.state !== 'AVAILABLE') return [stockRefusals.LOT_NOT_ON_SALE([...path, index])];
      const left = (room.get(lotId) ?? 0n) - quantityBase;
      room.set(lotId, left);
      return left < 0n ? [this.short(row, [...path, index])] : [];
    });
    const [first, ...others] = refusals;
    if (first) refuse(first, ...others);
    await move(
      tx,
      wanted.map((holding) => ({ ...holding, kind: 'RESERVE' })),
    );
  }

  /** Gives reservations back; 'ALL' of a holder without reservation does nothing. */
  async release(tx: Tx, releases: readonly Release[], path: RefusalPath = ['lines']): Promise<void> {
    const held = await lockHoldings(
      tx,
      releases.map((release) => release.holderId),
    );
    const movements = releases.flatMap(({ holderId, lotId, quantityBase }, index): Holding[] => {
      const rows = held.filter((row) => row.holderId === holderId && (!lotId || row.lotId === lotId));
      if (quantityBase === 'ALL') return rows.map((row) => take(row, row.reserved));
      const [row, second] = rows;
      if (!row || second || row.reserved < quantityBase)
        refuse(stockRefusals.HOLDING_EXCEEDED([...path, index]));
      return [take(row, quantityBase)];
    });
    await move(
      tx,
      movements.filter(positive).map((movement) => ({ ...movement, kind: 'RELEASE' })),
    );
  }

  /** Reserved becomes shipped; one shipment line ships once (unique in the database). */
  async ship(tx: Tx, dispatches: readonly Dispatch[], path: RefusalPath = ['lines']): Promise<void> {
    const held = await lockHoldings(
      tx,
      dispatches.map((dispatch) => dispatch.holderId),
    );
    const stock = await lockStock(
      tx,
      dispatches.map((dispatch) => dispatch.lotId),
    );
    dispatches.forEach(({ lotId, holderId, quantityBase }, index) => {
      const state = stock.get(lotId)?.state;
      if (!state || !SHIPPABLE.has(state)) refuse(stockRefusals.LOT_NOT_SHIPPABLE([...path, index]));
      const row = held.find((holding) => holding.holderId === holderId && holding.lotId === lotId);
      if (!row || row.reserved < quantityBase) refuse(stockRefusals.HOLDING_EXCEEDED([...path, index]));
      take(row, quantityBase);
    });
    const shipped = dispatches.filter(positive);
    await move(
      tx,
      shipped.map(({ shipmentLineId, ...line }) => ({ ...line, kind: 'SHIP', referenceId: shipmentLineId })),
    );
    await closeEmptyLots(
      tx,
      this.audit,
      shipped.map((line) => line.lotId),
    );
  }

  /** Shipped goods that never arrived: shipped becomes loss. */
  async loseInTransit(tx: Tx, losses: readonly Dispatch[], path: RefusalPath = ['lines']): Promise<void> {
    const held = await lockHoldings(
      tx,
      losses.map((loss) => loss.holderId),
    );
    losses.forEach(({ lotId, holderId, quantityBase }, index) => {
      const row = held.find((holding) => holding.holderId === holderId && holding.lotId === lotId);
      if (!row || row.shipped < quantityBase) refuse(stockRefusals.HOLDING_EXCEEDED([...path, index]));
      row.shipped -= quantityBase;
    });
    await move(
      tx,
      losses.filter(positive).map(({ shipmentLineId, ...line }) => ({
        ...line,
        kind: 'TRANSIT_LOSS',
        referenceId: shipmentLineId,
      })),
    );
  }

  /** Spoilt or missing in store: what is available becomes loss; never what somebody has reserved. */
  async writeOff(
    tx: Tx,
    { lotId, quantityBase }: Omit<Holding, 'holderId'>,
    path: RefusalPath,
  ): Promise<void> {
    await this.takeAvailable(tx, 'WRITE_OFF', [{ lotId, quantityBase }], path);
  }

  /** Goes into other lots (merge, split, process). */
  async transformOut(
    tx: Tx,
    sources: readonly { lotId: string; quantityBase: bigint }[],
    transformationId: string,
    path: RefusalPath,
  ): Promise<void> {
    await this.takeAvailable(tx, 'TRANSFORM_OUT', sources, path, transformationId);
    await closeEmptyLots(
      tx,
      this.audit,
      sources.map((source) => source.lotId),
    );
  }

  /** A new lot comes into stock. */
  async bringIn(tx: Tx, lotId: string, quantityBase: bigint): Promise<void> {
    await tx.query('INSERT INTO lot_stock (lot_id, in_base) VALUES ($1, $2)', [lotId, quantityBase]);
    await move(tx, [{ lotId, quantityBase, kind: 'IN' }]);
  }

  private async takeAvailable(
    tx: Tx,
    kind: 'WRITE_OFF' | 'TRANSFORM_OUT',
    sources: readonly { lotId: string; quantityBase: bigint }[],
    path: RefusalPath,
    referenceId?: string,
  ): Promise<void> {
    const stock = await lockStock(
      tx,
      sources.map((source) => source.lotId),
    );
    for (const { lotId, quantityBase } of sources) {
      const row = stock.get(lotId);
      if (!row || row.available < quantityBase)
        refuse(row ? this.short(row, path) : stockRefusals.LOT_NOT_ON_SALE(path));
      row.available -= quantityBase;
    }
    await move(
      tx,
      sources.map((source) => ({ ...source, kind, ...(referenceId ? { referenceId } : {}) })),
    );
  }

  private short(row: LockedStock, path: RefusalPath): Refusal {
    const { value, unit } = formatQuantity(row.available, row.display_unit);
    return stockRefusals.LOT_SHORT({ available: value, unit }, path);
  }
}

/** Taken off sale after the order still ships; on hold, recalled or expired does not. */
const SHIPPABLE: ReadonlySet<LotState> = new Set(['AVAILABLE', 'HARVESTED']);

/** Zero moves nothing; below zero is a caller's mistake that must not pass for a release. */
function positive({ quantityBase }: { quantityBase: bigint }): boolean {
  if (quantityBase < 0n) throw new RangeError('stock moves by positive quantities');
  return quantityBase > 0n;
}

function take(row: HoldingRow, quantityBase: bigint): Holding {
  row.reserved -= quantityBase;
  return { lotId: row.lotId, holderId: row.holderId, quantityBase };
}
