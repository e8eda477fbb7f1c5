import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Ledger, moving } from '../../ledger/index';
import { Errands, Transactions, type Tx } from '../../platform/index';
import { reversalStates } from '../domain/connect.states';
import { READ_CONNECTED_BALANCE } from '../domain/errands';
import { lookAgainAt } from '../domain/intent.rules';
import { ConnectDesk } from './connect-desk';
import { ConnectReversal } from './connect-reversal.entity';
import { ConnectRows, connectedAccount } from './connect-rows';
import { newReversal } from './reversal-planning';
import { idOf } from './stripe-client';
import { PROVIDER } from './transfer-marks';

/** What became of asking: made, never to be made, or too little there. */
export type ShownReversal = Stripe.TransferReversal | { readonly refusedWith: string } | 'LACKING';

interface Locked {
  readonly row: ConnectReversal;
  readonly accountId: string;
  readonly supplierId: string;
  readonly orderId: string;
}

/** The rows of reversals and what they do in the ledger: promised before Stripe is asked, posted or voided after. */
@Injectable()
export class ReversalMarks {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly ledger: Ledger,
    private readonly desk: ConnectDesk,
    private readonly errands: Errands,
  ) {}

  /** What no statement has been promised is promised to it; null where there is nothing. What is lacking stands in debt. */
  async reserve(id: string): Promise<ConnectReversal | null> {
    return this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, id);
      if (!locked || locked.row.state === 'SUCCEEDED' || locked.row.state === 'FAILED') return null;
      if (locked.row.ledgerTransferId !== null) return locked.row;
      const there = await this.ledger.available(tx, connectedAccount(locked.supplierId));
      if (there <= 0n) {
        await this.lack(tx, locked);
        return null;
      }
      return this.promise(tx, locked, there);
    });
  }

  async countTry(reversal: ConnectReversal): Promise<void> {
    await this.transactions.run((tx) => this.rows.countTry(tx, 'stripe_reversals', reversal));
  }

  async end(id: string, shown: ShownReversal): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, id);
      if (!locked || locked.row.state === 'SUCCEEDED' || locked.row.state === 'FAILED') return;
      if (shown === 'LACKING') return this.lack(tx, locked);
      if ('refusedWith' in shown) return this.fail(tx, locked, shown.refusedWith);
      await this.succeed(tx, locked, shown);
    });
  }

  private async promise(tx: Tx, locked: Locked, thereFen: bigint): Promise<ConnectReversal> {
    const { row, supplierId, orderId } = locked;
    const fen = thereFen < row.fen ? thereFen : row.fen;
    if (fen < row.fen) {
      await tx.add(ConnectReversal, newReversal(tx, row.transferId, row.fen - fen, true));
      await this.desk.debt(tx, locked.accountId);
    }
    const { transferId: ledgerTransferId } = await this.ledger.promise(tx, {
      key: `connect-reversal:${row.id}:${row.attempt}`,
      kind: 'CONNECT_REVERSAL',
      subject: { kind: 'ORDER', id: orderId },
      entries: moving(fen, PROVIDER, connectedAccount(supplierId)),
    });
    const state = row.state === 'DEBT' ? reversalStates.next(row.state, 'tryAgain') : row.state;
    return tx.change(ConnectReversal, row, { state, fen, ledgerTransferId });
  }

  private async succeed(tx: Tx, { row, accountId }: Locked, shown: Stripe.TransferReversal): Promise<void> {
    if (BigInt(shown.amount) !== row.fen || shown.currency !== 'cny' || row.ledgerTransferId === null)
      throw new Error(`reversal ${row.id} is another one at the provider`);
    const listedAs = idOf(shown.destination_payment_refund) ?? shown.id;
    const state = reversalStates.next(row.state, 'succeed');
    await this.ledger.postPromised(tx, {
      pendingId: row.ledgerTransferId,
      key: `connect-reversed:${row.id}`,
      kind: 'CONNECT_REVERSED',
    });
    await tx.change(ConnectReversal, row, { state, providerId: shown.id, listedAs });
    await this.desk.debt(tx, accountId);
    await this.errands.ask(tx, READ_CONNECTED_BALANCE, [accountId]);
  }

  /** The next attempt asks under a key of its own: Stripe keeps its answer to this one. */
  private async lack(tx: Tx, { row, accountId }: Locked): Promise<void> {
    await this.free(tx, row);
    const state = row.state === 'DEBT' ? row.state : reversalStates.next(row.state, 'lack');
    await tx.change(ConnectReversal, row, {
      state,
      attempt: row.attempt + 1,
      ledgerTransferId: null,
      lookAgainAt: lookAgainAt(row.askedAt, tx.at),
    });
    await this.desk.debt(tx, accountId);
  }

  private async fail(tx: Tx, { row, accountId }: Locked, failureCode: string): Promise<void> {
    await this.free(tx, row);
    const state = reversalStates.next(row.state, 'fail');
    await tx.change(ConnectReversal, row, { state, failureCode, ledgerTransferId: null });
    await this.desk.debt(tx, accountId);
  }

  private async free(tx: Tx, row: ConnectReversal): Promise<void> {
    if (row.ledgerTransferId === null) return;
    await this.ledger.voidPromised(tx, {
      pendingId: row.ledgerTransferId,
      key: `connect-not-reversed:${row.id}:${row.attempt}`,
      kind: 'CONNECT_REVERSAL_VOIDED',
    });
  }

  private async lock(tx: Tx, id: string): Promise<Locked | null> {
    const row = await this.rows.reversal(tx, 'id = $1 FOR UPDATE', [id]);
    const transfer = row && (await this.rows.transfer(tx, 'id = $1', [row.transferId]));
    const account = transfer && (await this.rows.account(tx, 'id = $1', [transfer.accountId]));
    if (!account) return null;
    return { row, accountId: account.id, supplierId: account.supplierId, orderId: transfer.orderId };
  }
}
