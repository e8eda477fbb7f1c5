import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Ledger, PLATFORM, moving } from '../../ledger/index';
import { Errands, Transactions } from '../../platform/index';
import { connectTransferStates } from '../domain/connect.states';
import { FOLLOW_REVERSAL, READ_CONNECTED_BALANCE } from '../domain/errands';
import type { ConnectAccount } from './connect-account.entity';
import { ConnectRows, connectedAccount } from './connect-rows';
import { ConnectTransfer } from './connect-transfer.entity';
import { StripeClient, idOf } from './stripe-client';

/** The platform's own balance at the provider. */
export const PROVIDER = { owner: PLATFORM, purpose: 'PROVIDER', currency: 'CNY' } as const;

/** Books where the money lies that was sent to a supplier's account. */
@Injectable()
export class TransferMarks {
  constructor(
    private readonly stripe: StripeClient,
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly ledger: Ledger,
    private readonly errands: Errands,
  ) {}

  async countTry(transfer: ConnectTransfer): Promise<void> {
    await this.transactions.run((tx) => this.rows.countTry(tx, 'stripe_transfers', transfer));
  }

  /** The money stays where it is, and is paid by bank. */
  async fail({ id }: ConnectTransfer, failureCode: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.transfer(tx, 'id = $1 FOR UPDATE', [id]);
      if (row?.state !== 'CREATED') return;
      await tx.change(ConnectTransfer, row, {
        state: connectTransferStates.next(row.state, 'fail'),
        failureCode,
      });
    });
  }

  async succeed(transfer: ConnectTransfer, account: ConnectAccount, shown: Stripe.Transfer): Promise<void> {
    const { id, orderId } = transfer;
    await this.transactions.run(async (tx) => {
      const row = await this.rows.transfer(tx, 'id = $1 FOR UPDATE', [id]);
      if (row?.state !== 'CREATED') return;
      if (
        idOf(shown.destination) !== account.providerId ||
        BigInt(shown.amount) !== row.fen ||
        shown.currency !== 'cny' ||
        !this.stripe.isOurs(shown)
      )
        throw new Error(`transfer ${id} is another one at the provider`);
      const listedAs = idOf(shown.destination_payment) ?? shown.id;
      const state = connectTransferStates.next(row.state, 'succeed');
      await tx.change(ConnectTransfer, row, { state, providerId: shown.id, listedAs });
      await this.ledger.post(tx, {
        key: `connect-transfer:${id}`,
        kind: 'CONNECT_TRANSFER',
        subject: { kind: 'ORDER', id: orderId },
        entries: moving(row.fen, connectedAccount(account.supplierId), PROVIDER),
      });
      const lacking = await this.rows.reversals(
        tx,
        `state = 'DEBT' AND transfer_id IN (SELECT id FROM stripe_transfers WHERE account_id = $1)`,
        [account.id],
      );
      const ids = lacking.map((reversal) => reversal.id);
      await this.errands.ask(tx, FOLLOW_REVERSAL, ids);
      await this.errands.ask(tx, READ_CONNECTED_BALANCE, [account.id]);
    });
  }
}
