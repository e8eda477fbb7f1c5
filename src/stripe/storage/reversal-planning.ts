import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ProviderMoney, type DisputeNews } from '../../payments/index';
import { Errands, type Tx } from '../../platform/index';
import { surplusFen } from '../domain/connect.rules';
import { FOLLOW_REVERSAL } from '../domain/errands';
import { firstLook } from '../domain/intent.rules';
import { ConnectReversal } from './connect-reversal.entity';
import { ConnectRows } from './connect-rows';
import { IntentRows } from './intent-rows';

/** What went to a supplier's account and is not its order's any more comes back: written down once, asked after. */
@Injectable()
export class ReversalPlanning {
  constructor(
    private readonly rows: ConnectRows,
    private readonly intents: IntentRows,
    private readonly money: ProviderMoney,
    private readonly errands: Errands,
  ) {}

  async disputed(tx: Tx, news: DisputeNews): Promise<void> {
    await this.money.disputed(tx, news);
    await this.align(tx, news.captureId);
  }

  /** After a refund or a dispute of a capture; the same again finds nothing more to bring back. */
  async align(tx: Tx, intentId: string): Promise<void> {
    const intent = await this.intents.find(tx, intentId);
    if (!intent) return;
    const { leftFen, chargedFen } = await this.money.settled(tx, intent.requestId, intentId);
    const transfer = await this.rows.transfer(tx, `intent_id = $1 AND state <> 'FAILED'`, [intentId]);
    if (!transfer) return;
    const earlier = await this.rows.reversals(tx, `transfer_id = $1 AND state <> 'FAILED'`, [transfer.id]);
    const comingBackFen = earlier.reduce((sum, { fen }) => sum + fen, 0n);
    const fen = surplusFen(transfer.fen, comingBackFen, leftFen - chargedFen);
    if (fen === 0n) return;
    const reversal = newReversal(tx, transfer.id, fen);
    await tx.add(ConnectReversal, reversal);
    await this.errands.ask(tx, FOLLOW_REVERSAL, [reversal.id]);
  }
}

/** Not asked of Stripe yet. */
export function newReversal(tx: Tx, transferId: string, fen: bigint, lacking = false): ConnectReversal {
  return {
    id: randomUUID(),
    transferId,
    fen,
    state: lacking ? 'DEBT' : 'CREATED',
    attempt: 1,
    ledgerTransferId: null,
    providerId: null,
    listedAs: null,
    failureCode: null,
    askedAt: tx.at,
    lookAgainAt: firstLook(tx.at),
    tries: 0,
    version: 1,
  };
}
