import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Tx } from '../../platform/index';
import { lotStates } from '../domain/lot.states';
import { stockRefusals } from '../domain/stock.refusals';
import type { Dispatch } from './lot-stock';
import { move } from './stock-changes';
import { lockHoldings, lockStock } from './stock-locks';

/** What is put back is sold again: never of a lot that was recalled, stopped, written off or has expired. */
const TAKES_BACK: ReadonlySet<string> = new Set(['HARVESTED', 'AVAILABLE', 'DEPLETED']);

/** Goods a buyer sent back (I1, I2): they count as lost, not for sale, until somebody decides that they are put back. */
@Injectable()
export class ReturnedStock {
  constructor(private readonly audit: Audit) {}

  /** Shipped becomes lost. */
  async takeBack(tx: Tx, goods: readonly Dispatch[]): Promise<void> {
    const held = await lockHoldings(
      tx,
      goods.map(({ holderId }) => holderId),
    );
    for (const { lotId, holderId, quantityBase } of goods) {
      const row = held.find((holding) => holding.holderId === holderId && holding.lotId === lotId);
      if (!row || row.shipped < quantityBase) refuse(stockRefusals.HOLDING_EXCEEDED());
      row.shipped -= quantityBase;
    }
    await move(
      tx,
      goods.map(({ shipmentLineId, ...line }) => ({ ...line, kind: 'RETURN', referenceId: shipmentLineId })),
    );
  }

  /** Lost becomes available; a lot that was sold out has stock again. */
  async putBack(
    tx: Tx,
    goods: { readonly lotId: string; readonly quantityBase: bigint; readonly referenceId: string },
    path: RefusalPath,
  ): Promise<void> {
    const state = (await lockStock(tx, [goods.lotId])).get(goods.lotId)?.state;
    if (!state || !TAKES_BACK.has(state)) refuse(stockRefusals.LOT_TAKES_NOTHING_BACK(path));
    await move(tx, [{ ...goods, kind: 'PUT_BACK' }]);
    if (state !== 'DEPLETED') return;
    const toState = lotStates.next(state, 'restock');
    await tx.query('UPDATE lots SET state = $2, version = version + 1 WHERE id = $1', [goods.lotId, toState]);
    await this.audit.record(tx, {
      actor: null,
      action: 'restockLot',
      subjectKind: 'Lot',
      subjectId: goods.lotId,
      fromState: state,
      toState,
    });
  }
}
