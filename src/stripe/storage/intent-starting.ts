import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { ProviderMoney } from '../../payments/index';
import { Audit, Errands, type Actor, type Tx } from '../../platform/index';
import { FOLLOW_INTENT } from '../domain/errands';
import { atOnce, firstLook, requirePayable } from '../domain/intent.rules';
import { stripeRefusals } from '../domain/stripe.refusals';
import { StripeIntent } from './intent.entity';
import { IntentRows } from './intent-rows';
import { StripeClient } from './stripe-client';

/** Writes down what is to be asked of Stripe; a job asks it after the commit. */
@Injectable()
export class IntentStarting {
  constructor(
    private readonly stripe: StripeClient,
    private readonly money: ProviderMoney,
    private readonly intents: IntentRows,
    private readonly errands: Errands,
    private readonly audit: Audit,
  ) {}

  get offered(): boolean {
    return this.stripe.settings !== null;
  }

  /** Whoever asks again for what is open is answered with what is open: ten clicks are one payment. */
  async start(tx: Tx, actor: Actor, requestId: string, wishedFen: bigint | null): Promise<string> {
    const payable = await this.money.payableUnderLock(tx, requestId);
    const open = await this.intents.open(tx, requestId);
    const askedFen = wishedFen ?? atOnce(payable.outstandingFen);
    const same = open.find(({ fen, cancelAskedAt }) => cancelAskedAt === null && fen === askedFen);
    if (same) return same.id;
    const underWayFen = open.reduce((sum, { fen }) => sum + fen, 0n);
    const fen = requirePayable(wishedFen, payable, underWayFen);
    // One that is being cancelled can still be paid.
    if (open.some((one) => one.fen === fen)) refuse(stripeRefusals.PAYMENT_UNDER_WAY());
    return this.add(tx, actor, requestId, fen, payable.orderId);
  }

  private async add(tx: Tx, actor: Actor, requestId: string, fen: bigint, orderId: string): Promise<string> {
    const intent: StripeIntent = {
      id: randomUUID(),
      requestId,
      fen,
      methods: (this.stripe.settings?.methods ?? []).join(','),
      state: 'CREATED',
      providerId: null,
      providerStatus: null,
      clientSecretEncrypted: null,
      startedBy: actor.memberId,
      startedAt: tx.at,
      cancelAskedAt: null,
      lookAgainAt: firstLook(tx.at),
      endedAt: null,
      failureCode: null,
      tries: 0,
      version: 1,
    };
    await tx.add(StripeIntent, intent);
    await this.errands.ask(tx, FOLLOW_INTENT, [intent.id]);
    await this.audit.record(tx, {
      actor,
      action: 'startOnlinePayment',
      subjectKind: 'OnlinePayment',
      subjectId: intent.id,
      toState: 'CREATED',
      data: { orderId, fen: String(fen) },
    });
    return intent.id;
  }
}
