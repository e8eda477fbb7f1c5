import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Errands, Events, Transactions, type Tx } from '../../platform/index';
import {
  CONNECT_PAYOUT_FAILED,
  CONNECT_PAYOUT_PAID,
  type ConnectPayoutEnded,
} from '../domain/connect.events';
import { connectPayoutStates } from '../domain/connect.states';
import { READ_CONNECTED_BALANCE } from '../domain/errands';
import { lookAgainAt } from '../domain/intent.rules';
import { ConnectPayout } from './connect-payout.entity';
import { ConnectRows } from './connect-rows';
import { codeOf } from './stripe-client';

/** What Stripe shows of a payout, or the code with which it will never make it. */
export type ShownPayout = Stripe.Payout | { readonly refusedWith: string };

/** Moves a payout's row from state to state; whoever asked for it hears of its end in the same transaction. */
@Injectable()
export class PayoutMarks {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly events: Events,
    private readonly errands: Errands,
  ) {}

  async apply(id: string, shown: ShownPayout): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.payout(tx, 'id = $1 FOR UPDATE', [id]);
      if (!row || row.state === 'FAILED') return;
      if ('refusedWith' in shown) return this.fail(tx, row, null, shown.refusedWith);
      if (BigInt(shown.amount) !== row.fen || shown.currency !== 'cny')
        throw new Error(`payout ${id} is another one at the provider`);
      if (shown.status === 'failed' || shown.status === 'canceled')
        return this.fail(tx, row, shown.id, codeOf(shown.failure_code ?? shown.status));
      await (shown.status === 'paid' ? this.arrive(tx, row, shown) : this.wait(tx, row, shown));
    });
  }

  private async wait(tx: Tx, row: ConnectPayout, shown: Stripe.Payout): Promise<void> {
    if (row.state === 'PAID') return;
    const state = connectPayoutStates.next(row.state, 'wait');
    await tx.change(ConnectPayout, row, {
      state,
      providerId: shown.id,
      lookAgainAt: lookAgainAt(row.askedAt, tx.at),
    });
    if (row.providerId === null) await this.errands.ask(tx, READ_CONNECTED_BALANCE, [row.accountId]);
  }

  /** Looked at for days after: Stripe says so when the bank sends it back. */
  private async arrive(tx: Tx, row: ConnectPayout, shown: Stripe.Payout): Promise<void> {
    const again = lookAgainAt(row.paidAt ?? tx.at, tx.at);
    if (row.state === 'PAID') return void (await tx.change(ConnectPayout, row, { lookAgainAt: again }));
    const state = connectPayoutStates.next(row.state, 'arrive');
    const paid = { state, providerId: shown.id, paidAt: tx.at, lookAgainAt: again };
    await tx.change(ConnectPayout, row, paid);
    await this.tell(tx, CONNECT_PAYOUT_PAID, row);
  }

  private async fail(
    tx: Tx,
    row: ConnectPayout,
    providerId: string | null,
    failureCode: string,
  ): Promise<void> {
    const state = connectPayoutStates.next(row.state, 'fail');
    await tx.change(ConnectPayout, row, { state, providerId: providerId ?? row.providerId, failureCode });
    await this.tell(tx, CONNECT_PAYOUT_FAILED, row);
    await this.errands.ask(tx, READ_CONNECTED_BALANCE, [row.accountId]);
  }

  private async tell(tx: Tx, kind: string, { statementId, attempt, fen }: ConnectPayout): Promise<void> {
    const payload = {
      statementId,
      attempt,
      fen: String(fen),
      endedAt: tx.at.toISOString(),
    } satisfies ConnectPayoutEnded;
    await this.events.publish(tx, { stream: `connect-payout:${statementId}`, kind, payload });
  }
}
