import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import {
  FieldCipher,
  businessDateOf,
  counted,
  type BusinessDate,
  type Reader,
  type Tx,
} from '../../platform/index';
import { organizationRefusals } from '../domain/organization.refusals';
import type { BankAccountState } from './bank-account.entity';

export interface PayoutAccount {
  readonly id: string;
  readonly holderName: string;
  readonly bankName: string;
  readonly lastFour: string;
  /** First day on which money goes out to it; null where it never changed since there was such a day. */
  readonly payableFrom: BusinessDate | null;
}

export interface BankAccountCard extends PayoutAccount {
  readonly state: BankAccountState;
  readonly createdAt: Date;
  readonly version: number;
}

const COLUMNS = `id, holder_name AS "holderName", bank_name AS "bankName", last_four AS "lastFour", state,
  created_at AS "createdAt", payable_from AS "payableFrom", version`;

const OF_ORGANIZATION = 'FROM bank_accounts WHERE organization_id = $1';

/** The accounts of an organization for money in and out; the confirmed one counts. */
@Injectable()
export class BankAccounts {
  constructor(private readonly cipher: FieldCipher) {}

  async activeOf(reader: Reader, organizationId: string): Promise<PayoutAccount | null> {
    const rows = await reader.query<BankAccountCard>(
      `SELECT ${COLUMNS} FROM bank_accounts WHERE organization_id = $1 AND state = 'ACTIVE'`,
      [organizationId],
    );
    return rows[0] ?? null;
  }

  /**
   * Where money goes out to, and no other account until the transaction ends. Refuses PAYOUT_ACCOUNT_MISSING, and
   * PAYOUT_ACCOUNT_RESTS for the days after a change.
   */
  async requirePayable(tx: Tx, organizationId: string, path: RefusalPath): Promise<PayoutAccount> {
    const [account] = await tx.query<PayoutAccount>(
      `SELECT ${COLUMNS} FROM bank_accounts WHERE organization_id = $1 AND state = 'ACTIVE' FOR SHARE`,
      [organizationId],
    );
    if (!account) return refuse(organizationRefusals.PAYOUT_ACCOUNT_MISSING(path));
    const { payableFrom } = account;
    if (payableFrom !== null && businessDateOf(tx.at) < payableFrom)
      refuse(organizationRefusals.PAYOUT_ACCOUNT_RESTS({ payableFrom }, path));
    return account;
  }

  async ownerOf(reader: Reader, accountId: string): Promise<string | null> {
    const rows = await reader.query<{ owner: string }>(
      'SELECT organization_id AS owner FROM bank_accounts WHERE id = $1',
      [accountId],
    );
    return rows[0]?.owner ?? null;
  }

  /** The full number: only for instructions to the bank, or after a disclosure was recorded. */
  async numberOf(reader: Reader, accountId: string): Promise<string | null> {
    const rows = await reader.query<{ sealed: string }>(
      'SELECT number_encrypted AS sealed FROM bank_accounts WHERE id = $1',
      [accountId],
    );
    return rows[0] ? this.cipher.decrypt(rows[0].sealed) : null;
  }

  async find(reader: Reader, organizationId: string, id: string): Promise<BankAccountCard | null> {
    const rows = await reader.query<BankAccountCard>(
      `SELECT ${COLUMNS} FROM bank_accounts WHERE organization_id = $1 AND id = $2`,
      [organizationId, id],
    );
    return rows[0] ?? null;
  }

  /** Latest first. */
  ofOrganization(
    reader: Reader,
    organizationId: string,
    page: { after: readonly [string, string] | null; fetch: number },
  ): Promise<BankAccountCard[]> {
    return reader.query<BankAccountCard>(
      `SELECT ${COLUMNS} ${OF_ORGANIZATION}
          AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $4`,
      [organizationId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  countOf(reader: Reader, organizationId: string): Promise<number> {
    return counted(reader, OF_ORGANIZATION, [organizationId]);
  }
}
