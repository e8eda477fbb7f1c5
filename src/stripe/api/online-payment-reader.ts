import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { ProviderMoney } from '../../payments/index';
import { Database, FieldCipher, hasRole, notFound, type Actor } from '../../platform/index';
import { formatMoney } from '../../../libs/money/src/index';
import type { IntentState } from '../domain/intent.states';
import { StripeClient } from '../storage/stripe-client';
import type { OnlinePaymentType } from './online-payment.type';

export interface OnlinePaymentRow {
  id: string;
  version: number;
  order_id: string;
  buyer_id: string;
  fen: bigint;
  state: IntentState;
  provider_id: string | null;
  client_secret_encrypted: string | null;
  started_at: Date;
  ended_at: Date | null;
  failure_code: string | null;
}

export const ONLINE_PAYMENTS = `
  SELECT i.id, i.version, r.subject_id AS order_id, r.buyer_id, i.fen, i.state, i.provider_id, i.client_secret_encrypted, i.started_at,
         i.ended_at, i.failure_code
    FROM stripe_intents i JOIN payment_requests r ON r.id = i.request_id`;

/** Online payments as their buyer and those who watch the money see them; for others there are none. */
@Injectable()
export class OnlinePaymentReader {
  constructor(
    private readonly database: Database,
    private readonly money: ProviderMoney,
    private readonly cipher: FieldCipher,
    private readonly stripe: StripeClient,
  ) {}

  /** Throws NOT_FOUND where the actor neither buys nor watches. */
  async requireVisible(actor: Actor, orderId: string): Promise<void> {
    const { buyerId } = await this.money.payable(this.database, orderId);
    if (!sees(actor, buyerId)) throw notFound();
  }

  async find(actor: Actor, id: string): Promise<OnlinePaymentType> {
    const row = await this.database.one<OnlinePaymentRow>(`${ONLINE_PAYMENTS} WHERE i.id = $1`, [id]);
    if (!row || !sees(actor, row.buyer_id)) throw notFound();
    return this.shown(actor, row);
  }

  shown({ organizationId }: Actor, row: OnlinePaymentRow): OnlinePaymentType {
    const secret = organizationId === row.buyer_id ? row.client_secret_encrypted : null;
    return {
      id: row.id,
      version: row.version,
      orderId: row.order_id,
      amount: formatMoney({ fen: row.fen, currency: 'CNY' }),
      state: row.state,
      clientSecret: secret === null ? null : this.cipher.decrypt(secret),
      standInPage: secret === null ? null : this.stripe.standInPage(row.provider_id ?? ''),
      startedAt: row.started_at,
      endedAt: row.ended_at,
      failureCode: row.failure_code,
    };
  }
}

function sees(actor: Actor, buyerId: string): boolean {
  return actor.organizationId === buyerId || hasRole(actor, Role.FINANCE, Role.AUDITOR);
}
