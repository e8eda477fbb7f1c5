import { Injectable } from '@nestjs/common';
import { FieldCipher, type Reader } from '../../platform/index';

export interface PayoutAccount {
  readonly id: string;
  readonly holderName: string;
  readonly bankName: string;
  readonly lastFour: string;
}

/** The confirmed account of an organization, for money in and out. */
@Injectable()
export class BankAccounts {
  constructor(private readonly cipher: FieldCipher) {}

  async activeOf(reader: Reader, organizationId: string): Promise<PayoutAccount | null> {
    const rows = await reader.query<PayoutAccount>(
      `SELECT id, holder_name AS "holderName", bank_name AS "bankName", last_four AS "lastFour"
         FROM bank_accounts WHERE organization_id = $1 AND state = 'ACTIVE'`,
      [organizationId],
    );
    return rows[0] ?? null;
  }

  /** The full number, only for instructions to the bank. */
  async numberOf(reader: Reader, accountId: string): Promise<string | null> {
    const rows = await reader.query<{ sealed: string }>(
      'SELECT number_encrypted AS sealed FROM bank_accounts WHERE id = $1',
      [accountId],
    );
    return rows[0] ? this.cipher.decrypt(rows[0].sealed) : null;
  }
}
