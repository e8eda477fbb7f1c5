import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ProviderMoney } from '../../payments/index';
import { Clock, FieldCipher, type Tx } from '../../platform/index';
import { isTooOldToAsk, isUnwanted, lookAgainAt } from '../domain/intent.rules';
import { intentStates } from '../domain/intent.states';
import { StripeIntent } from './intent.entity';
import { IntentRows } from './intent-rows';
import { codeOf } from './stripe-client';

/** Moves an intent's row from state to state, always under its request's lock. */
@Injectable()
export class IntentMarks {
  constructor(
    private readonly rows: IntentRows,
    private readonly money: ProviderMoney,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  async lock(tx: Tx, { id, requestId }: Pick<StripeIntent, 'id' | 'requestId'>): Promise<StripeIntent> {
    await this.money.payableUnderLock(tx, requestId);
    return this.rows.lock(tx, id);
  }

  isStale({ startedAt }: StripeIntent): boolean {
    return isTooOldToAsk(startedAt, this.clock.now());
  }

  isUnwanted(intent: StripeIntent, payable: Parameters<typeof isUnwanted>[1]): boolean {
    return isUnwanted(intent, payable, this.clock.now());
  }

  async wait(tx: Tx, row: StripeIntent, shown: Stripe.PaymentIntent): Promise<void> {
    const state = intentStates.next(row.state, row.state === 'CREATED' ? 'open' : 'wait');
    const secret = shown.client_secret;
    await tx.change(StripeIntent, row, {
      state,
      providerId: shown.id,
      providerStatus: codeOf(shown.status),
      clientSecretEncrypted:
        row.clientSecretEncrypted ?? (secret === null ? null : this.cipher.encrypt(secret)),
      lookAgainAt: lookAgainAt(row.startedAt, tx.at),
    });
  }

  async end(
    tx: Tx,
    row: StripeIntent,
    verb: 'succeed' | 'fail' | 'expire' | 'differ',
    failureCode: string | null,
    providerId = row.providerId,
  ): Promise<void> {
    const state = intentStates.next(row.state, verb);
    const gone = { clientSecretEncrypted: null, endedAt: tx.at, failureCode };
    await tx.change(StripeIntent, row, { ...gone, state, providerId });
  }
}
