import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database } from '../../platform/index';
import { isTooOldToAsk, numberForStripe } from '../domain/intent.rules';
import type { ConnectReversal } from './connect-reversal.entity';
import { ConnectRows } from './connect-rows';
import { ReversalMarks, type ShownReversal } from './reversal-marks';
import { StripeClient, finalRefusal, hasBrokenDown, keyOf, lacksMoney } from './stripe-client';
import { TransferFollowing } from './transfer-following';

/** Brings money back from a supplier's account; what is not there now is a debt, asked for again when money has come in. */
@Injectable()
export class ReversalFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly rows: ConnectRows,
    private readonly transfers: TransferFollowing,
    private readonly marks: ReversalMarks,
    private readonly clock: Clock,
  ) {}

  /** Before money of a capture leaves the platform's balance, what of it lies with the supplier is asked back. */
  async ofCapture(intentId: string): Promise<void> {
    const open = await this.rows.reversals(
      this.database,
      `state = 'CREATED' AND transfer_id IN (SELECT id FROM stripe_transfers WHERE intent_id = $1)`,
      [intentId],
    );
    for (const { id } of open) await this.follow(id);
  }

  async follow(id: string): Promise<void> {
    const known = await this.rows.reversal(this.database, 'id = $1', [id]);
    if (!known || (known.state !== 'CREATED' && known.state !== 'DEBT')) return;
    const { sdk } = this.stripe;
    await this.transfers.follow(known.transferId); // asked for before it was sent
    const transfer = await this.rows.transfer(this.database, 'id = $1', [known.transferId]);
    if (transfer?.state === 'FAILED') return this.marks.end(id, { refusedWith: 'not_transferred' });
    if (transfer?.state !== 'SUCCEEDED') throw new Error(`the transfer of reversal ${id} is not made`);
    const reversal = await this.marks.reserve(id);
    if (reversal) await this.marks.end(id, await this.ask(sdk, reversal, transfer.providerId ?? ''));
  }

  private async ask(sdk: Stripe, reversal: ConnectReversal, transfer: string): Promise<ShownReversal> {
    const { id, fen, attempt, tries, askedAt } = reversal;
    if (tries > 0 || isTooOldToAsk(askedAt, this.clock.now()))
      for await (const one of sdk.transfers.listReversals(transfer, { limit: 100 }))
        if (one.metadata?.['reversal'] === id) return one;
    const parameters = { amount: numberForStripe(fen), metadata: { reversal: id } };
    try {
      const idempotencyKey = keyOf('reversal', { id: `${id}:${attempt}`, tries });
      return await sdk.transfers.createReversal(transfer, parameters, { idempotencyKey });
    } catch (error) {
      if (lacksMoney(error)) return 'LACKING';
      if (hasBrokenDown(error)) await this.marks.countTry(reversal);
      const refusedWith = finalRefusal(error);
      if (refusedWith === null) throw error;
      return { refusedWith };
    }
  }
}
