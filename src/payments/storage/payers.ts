import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher, type Reader, type Tx } from '../../platform/index';
import { plainName, samePayer } from '../domain/payer';
import type { PayerRelation } from '../domain/receipt-finding';
import type { PaymentRequest } from './payment-request.entity';

/** Kept with a keyed hash, because names are few and guessed quickly. */
export function payerNameHash(cipher: FieldCipher, name: string): string {
  return cipher.lookupHash(plainName(name));
}

/** Who may pay for an order: the buyer, and whom he has declared. */
@Injectable()
export class Payers {
  constructor(private readonly cipher: FieldCipher) {}

  async mayPay(
    reader: Reader,
    request: Pick<PaymentRequest, 'id' | 'expectedPayerName'>,
    payerName: string,
  ): Promise<boolean> {
    if (samePayer(payerName, request.expectedPayerName)) return true;
    const declared = await reader.query(
      'SELECT FROM payer_declarations WHERE request_id = $1 AND payer_name_hash = $2',
      [request.id, payerNameHash(this.cipher, payerName)],
    );
    return declared.length > 0;
  }

  /** Under the lock of the request; false where he was declared before. */
  async declare(
    tx: Tx,
    request: PaymentRequest,
    payer: { name: string; relation: PayerRelation; memberId: string },
  ): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO payer_declarations (id, request_id, payer_name_encrypted, payer_name_hash, relation, declared_by, declared_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request_id, payer_name_hash) DO NOTHING RETURNING id`,
      [
        randomUUID(),
        request.id,
        this.cipher.encrypt(payer.name),
        payerNameHash(this.cipher, payer.name),
        payer.relation,
        payer.memberId,
        tx.at,
      ],
    );
    return added.length > 0;
  }
}
