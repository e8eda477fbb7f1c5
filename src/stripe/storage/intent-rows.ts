import { Injectable } from '@nestjs/common';
import { notFound, type Reader, type Tx } from '../../platform/index';
import { StripeIntent } from './intent.entity';

const COLUMNS = `id, request_id AS "requestId", fen, methods, state, provider_id AS "providerId",
  provider_status AS "providerStatus", client_secret_encrypted AS "clientSecretEncrypted", started_by AS "startedBy",
  started_at AS "startedAt", cancel_asked_at AS "cancelAskedAt", look_again_at AS "lookAgainAt", ended_at AS "endedAt",
  failure_code AS "failureCode", tries, version`;

@Injectable()
export class IntentRows {
  async find(reader: Reader, id: string): Promise<StripeIntent | null> {
    return this.first(reader, 'id = $1', [id]);
  }

  /** Throws NOT_FOUND where it is not this buyer's. */
  async ofBuyer(reader: Reader, id: string, buyerId: string): Promise<StripeIntent> {
    const [row] = await reader.query(
      'SELECT FROM payment_requests r JOIN stripe_intents i ON i.request_id = r.id WHERE i.id = $1 AND r.buyer_id = $2',
      [id, buyerId],
    );
    const intent = row && (await this.find(reader, id));
    if (!intent) throw notFound();
    return intent;
  }

  /** Under the lock of its payment request, which is taken before. */
  async lock(tx: Tx, id: string): Promise<StripeIntent> {
    const row = await this.first(tx, 'id = $1 FOR UPDATE', [id]);
    if (!row) throw new Error(`there is no intent ${id}`);
    return row;
  }

  async byProviderId(reader: Reader, providerId: string): Promise<StripeIntent | null> {
    return this.first(reader, 'provider_id = $1', [providerId]);
  }

  async open(reader: Reader, requestId: string): Promise<StripeIntent[]> {
    return reader.query<StripeIntent>(
      `SELECT ${COLUMNS} FROM stripe_intents WHERE request_id = $1 AND ended_at IS NULL ORDER BY started_at, id`,
      [requestId],
    );
  }

  async countTry(tx: Tx, { id, tries }: StripeIntent): Promise<void> {
    await tx.query('UPDATE stripe_intents SET tries = $2 + 1 WHERE id = $1 AND tries = $2', [id, tries]);
  }

  private async first(reader: Reader, where: string, parameters: unknown[]): Promise<StripeIntent | null> {
    const [row] = await reader.query<StripeIntent>(
      `SELECT ${COLUMNS} FROM stripe_intents WHERE ${where}`,
      parameters,
    );
    return row ?? null;
  }
}
