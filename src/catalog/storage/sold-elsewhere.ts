import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Tx } from '../../platform/index';
import { lotStates } from '../domain/lot.states';
import { stockRefusals } from '../domain/stock.refusals';
import type { Holding } from './lot-stock';
import { move } from './stock-changes';
import { closeEmptyLots, lockHoldings, lockRows, lockStock } from './stock-locks';

/** Where a refusal about the holding with this index points. */
export type PathOf = (index: number) => RefusalPath;

/** What proved unfit is neither sold nor counted, wherever it was sold. */
const BARRED: ReadonlySet<string> = new Set(['ON_HOLD', 'RECALLED']);

/**
 * Goods sold outside the platform draw on the same stock as its orders (I1, I2); the holder is whoever claims the sale.
 * Whether the lot is on sale does not matter: the goods are gone already.
 */
@Injectable()
export class SoldElsewhere {
  constructor(private readonly audit: Audit) {}

  /** Locks the stock rows of everything a transaction will move, before it moves the first. */
  lockRows(tx: Tx, lotIds: readonly string[]): Promise<void> {
    return lockRows(tx, lotIds);
  }

  /** Reserves; refuses LOT_NOT_SOLD_ELSEWHERE or LOT_SHORT at the first holding that does not fit. */
  async hold(tx: Tx, holdings: readonly Holding[], pathOf: PathOf): Promise<void> {
    const [first, ...others] = (await this.unfit(tx, holdings, pathOf)).flatMap((refusal) => refusal ?? []);
    if (first) refuse(first, ...others);
    await move(
      tx,
      holdings.map((holding) => ({ ...holding, kind: 'RESERVE' })),
    );
  }

  /** Of each holding in its order why it does not fit, those before it taken; under the lots' locks. */
  async unfit(tx: Tx, holdings: readonly Holding[], pathOf: PathOf): Promise<(Refusal | null)[]> {
    const stock = await lockStock(
      tx,
      holdings.map(({ lotId }) => lotId),
    );
    return holdings.map(({ lotId, quantityBase }, index) => {
      const row = stock.get(lotId);
      if (!row || BARRED.has(row.state)) return stockRefusals.LOT_NOT_SOLD_ELSEWHERE(pathOf(index));
      if (quantityBase <= 0n) throw new RangeError('stock moves by positive quantities');
      if (quantityBase > row.available) {
        const { value, unit } = formatQuantity(row.available, row.display_unit);
        return stockRefusals.LOT_SHORT({ available: value, unit }, pathOf(index));
      }
      row.available -= quantityBase;
      return null;
    });
  }

  /** All that the holders reserved is sold; each of them is its own reference, so it is sold once. */
  async confirm(tx: Tx, holderIds: readonly string[], path: RefusalPath): Promise<void> {
    const held = (await lockHoldings(tx, holderIds)).filter(({ reserved }) => reserved > 0n);
    const lotIds = held.map(({ lotId }) => lotId);
    const stock = await lockStock(tx, lotIds);
    if (lotIds.some((lotId) => BARRED.has(stock.get(lotId)?.state ?? 'RECALLED')))
      refuse(stockRefusals.LOT_NOT_SOLD_ELSEWHERE(path));
    await move(
      tx,
      held.map(({ lotId, holderId, reserved }) => ({
        lotId,
        holderId,
        quantityBase: reserved,
        kind: 'SHIP',
        referenceId: holderId,
      })),
    );
    await closeEmptyLots(tx, this.audit, lotIds);
  }

  /** Gives back all that the holders reserved. */
  async release(tx: Tx, holderIds: readonly string[]): Promise<void> {
    const held = (await lockHoldings(tx, holderIds)).filter(({ reserved }) => reserved > 0n);
    await move(
      tx,
      held.map(({ lotId, holderId, reserved }) => ({
        lotId,
        holderId,
        quantityBase: reserved,
        kind: 'RELEASE',
      })),
    );
  }

  /** The sales proved untrue: what was taken for them was never gone. A lot that counted as sold out has stock again. */
  async takeBack(tx: Tx, holderIds: readonly string[]): Promise<void> {
    const held = (await lockHoldings(tx, holderIds)).filter(({ shipped }) => shipped > 0n);
    await move(
      tx,
      held.map(({ lotId, holderId, shipped }) => ({
        lotId,
        holderId,
        quantityBase: shipped,
        kind: 'NOT_SOLD',
      })),
    );
    const toState = lotStates.next('DEPLETED', 'restock');
    const reopened = await tx.query<{ id: string }>(
      `UPDATE lots SET state = $2, version = version + 1 WHERE id = ANY($1::uuid[]) AND state = 'DEPLETED' RETURNING id`,
      [held.map(({ lotId }) => lotId), toState],
    );
    for (const { id } of reopened)
      await this.audit.record(tx, {
        actor: null,
        action: 'restockLot',
        subjectKind: 'Lot',
        subjectId: id,
        fromState: 'DEPLETED',
        toState,
      });
  }
}
