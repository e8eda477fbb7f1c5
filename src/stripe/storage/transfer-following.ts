import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database } from '../../platform/index';
import { isTooOldToAsk, numberForStripe } from '../domain/intent.rules';
import { ConnectRows } from './connect-rows';
import type { ConnectTransfer } from './connect-transfer.entity';
import { StripeClient, finalRefusal, hasBrokenDown, keyOf } from './stripe-client';
import { TransferMarks } from './transfer-marks';

/** Sends a part of a capture to the supplier's account. */
@Injectable()
export class TransferFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly rows: ConnectRows,
    private readonly marks: TransferMarks,
    private readonly clock: Clock,
  ) {}

  async follow(id: string): Promise<void> {
    const transfer = await this.rows.transfer(this.database, 'id = $1', [id]);
    if (transfer?.state !== 'CREATED') return;
    const { sdk } = this.stripe;
    const account = await this.rows.account(this.database, 'id = $1', [transfer.accountId]);
    if (!account?.providerId) throw new Error(`transfer ${id} goes to no account`);
    const shown = await this.ask(sdk, transfer, account.providerId);
    await ('refusedWith' in shown
      ? this.marks.fail(transfer, shown.refusedWith)
      : this.marks.succeed(transfer, account, shown));
  }

  private async ask(
    sdk: Stripe,
    transfer: ConnectTransfer,
    destination: string,
  ): Promise<Stripe.Transfer | { refusedWith: string }> {
    const { id, fen, orderId, charge, tries, askedAt } = transfer;
    if (tries > 0 || isTooOldToAsk(askedAt, this.clock.now())) {
      const made = await madeBefore(sdk, transfer, destination);
      if (made) return made;
    }
    const parameters: Stripe.TransferCreateParams = {
      amount: numberForStripe(fen),
      currency: 'cny',
      destination,
      source_transaction: charge,
      transfer_group: groupOf(orderId),
      metadata: { transfer: id },
    };
    try {
      return await sdk.transfers.create(parameters, { idempotencyKey: keyOf('transfer', transfer) });
    } catch (error) {
      if (hasBrokenDown(error)) await this.marks.countTry(transfer);
      const refusedWith = finalRefusal(error);
      if (refusedWith === null) throw error;
      return { refusedWith };
    }
  }
}

/** Ties at Stripe what belongs to one order. */
export const groupOf = (orderId: string): string => `order:${orderId}`;

/** Made although we were told otherwise: its label was ours to set, and its amount is compared again. */
async function madeBefore(
  sdk: Stripe,
  { id, orderId }: ConnectTransfer,
  destination: string,
): Promise<Stripe.Transfer | null> {
  const listed = { destination, transfer_group: groupOf(orderId), limit: 100 };
  for await (const one of sdk.transfers.list(listed)) if (one.metadata['transfer'] === id) return one;
  return null;
}
