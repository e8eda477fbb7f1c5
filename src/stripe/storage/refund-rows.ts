import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import type { StripeRefund } from './stripe-refund.entity';

const COLUMNS = `id, refund_payment_id AS "refundPaymentId", attempt, intent_id AS "intentId", fen, state,
  provider_id AS "providerId", failure_code AS "failureCode", asked_at AS "askedAt", look_again_at AS "lookAgainAt",
  tries, version`;

@Injectable()
export class StripeRefundRows {
  async find(reader: Reader, id: string): Promise<StripeRefund | null> {
    return this.first(reader, 'id = $1', [id]);
  }

  async byProviderId(reader: Reader, providerId: string): Promise<StripeRefund | null> {
    return this.first(reader, 'provider_id = $1', [providerId]);
  }

  async countTry(tx: Tx, { id, tries }: StripeRefund): Promise<void> {
    await tx.query('UPDATE stripe_refunds SET tries = $2 + 1 WHERE id = $1 AND tries = $2', [id, tries]);
  }

  private async first(reader: Reader, where: string, parameters: unknown[]): Promise<StripeRefund | null> {
    const [row] = await reader.query<StripeRefund>(
      `SELECT ${COLUMNS} FROM stripe_refunds WHERE ${where}`,
      parameters,
    );
    return row ?? null;
  }
}
