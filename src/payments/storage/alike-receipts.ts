import { Injectable } from '@nestjs/common';
import { Regions, wholeNumberOf } from '../../regions/index';
import { FieldCipher, addDays, businessDateOf, startOfBusinessDate, type Tx } from '../../platform/index';
import { samePayer } from '../domain/payer';
import { nameOtherOrders } from '../domain/same-transfer';
import type { NewReceipt } from './receipt-rows';

/** A transfer of a statement; the bank may name nobody’s account. */
export type SeenReceipt = Omit<NewReceipt, 'payerAccount'> & { readonly payerAccount: string | null };

interface AlikeRow {
  readonly id: string;
  readonly day: string;
  readonly sameReference: boolean;
  readonly sameAccount: boolean;
  readonly nameSealed: string;
  readonly memoSealed: string | null;
}

/** What of a statement a transfer written down by hand is, or may be; the day it is dated there. */
export interface OnStatement {
  readonly sure: boolean;
  readonly day: string;
}

const COLUMNS = `id, to_char(received_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, bank_reference = $5 AS "sameReference",
  payer_account_hash = $4 AS "sameAccount", payer_name_encrypted AS "nameSealed", memo_encrypted AS "memoSealed"`;
const NEAR = 'fen = $1 AND received_at >= $2 AND received_at < $3';
const LIKELIEST = `bank_reference = $5 DESC, abs(extract(epoch FROM received_at - $6::timestamptz))`;

/**
 * One transfer, written down by hand and told by a statement: of one payer and amount, not more than some days apart, because
 * a slip shows the day it was sent and the statement the day it was booked; and of no two orders.
 */
@Injectable()
export class AlikeReceipts {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly regions: Regions,
  ) {}

  /** Booked receipts that were typed, the likeliest first; by the payer’s name where the bank tells no account. */
  async typed(tx: Tx, seen: SeenReceipt): Promise<string[]> {
    const rows = await tx.query<AlikeRow>(
      `SELECT ${COLUMNS} FROM bank_receipts WHERE typed AND ${NEAR} AND ($4::text IS NULL OR payer_account_hash = $4)
        ORDER BY ${LIKELIEST}, recorded_at, id`,
      await this.wanted(tx, seen),
    );
    return this.of(rows, seen);
  }

  async typedWith(tx: Tx, bankReference: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM bank_receipts WHERE typed AND bank_reference = $1',
      [bankReference],
    );
    return rows.map(({ id }) => id);
  }

  /** What was written down and waits, the likeliest first. */
  async waiting(tx: Tx, seen: NewReceipt): Promise<string[]> {
    const rows = await tx.query<AlikeRow>(
      `SELECT ${COLUMNS} FROM recorded_receipts WHERE state = 'PROPOSED' AND ${NEAR} AND payer_account_hash = $4
        ORDER BY ${LIKELIEST}, proposed_at, id`,
      await this.wanted(tx, seen),
    );
    return this.of(rows, seen);
  }

  /**
   * What a statement has brought already: surely this transfer where account, amount and day, or amount and reference are the
   * same; perhaps where the account or the name is, some days apart, and nothing else written down has become of it.
   */
  async onStatement(tx: Tx, said: NewReceipt): Promise<OnStatement | null> {
    const rows = await tx.query<AlikeRow & { settled: boolean }>(
      `SELECT ${COLUMNS}, EXISTS (SELECT FROM recorded_receipts r WHERE r.receipt_id = bank_receipts.id) AS settled
         FROM bank_receipts WHERE NOT typed AND (${NEAR} OR (fen = $1 AND bank_reference = $5)) ORDER BY ${LIKELIEST}, recorded_at, id`,
      await this.wanted(tx, said),
    );
    const saidDay = businessDateOf(said.receivedAt);
    const sure = rows.find(
      ({ sameReference, sameAccount, day }) => sameReference || (sameAccount && day === saidDay),
    );
    if (sure) return { sure: true, day: sure.day };
    const maybe = rows.find(
      ({ settled, sameAccount, nameSealed, memoSealed }) =>
        !settled &&
        (sameAccount || samePayer(this.cipher.decrypt(nameSealed), said.payerName)) &&
        !nameOtherOrders(this.opened(memoSealed), said.memo),
    );
    return maybe ? { sure: false, day: maybe.day } : null;
  }

  private of(rows: readonly AlikeRow[], { payerAccount, payerName, memo }: SeenReceipt): string[] {
    return rows
      .filter(
        ({ nameSealed, memoSealed }) =>
          (payerAccount !== null || samePayer(this.cipher.decrypt(nameSealed), payerName)) &&
          !nameOtherOrders(this.opened(memoSealed), memo),
      )
      .map(({ id }) => id);
  }

  private opened(sealed: string | null): string | null {
    return sealed === null ? null : this.cipher.decrypt(sealed);
  }

  private async wanted(tx: Tx, receipt: SeenReceipt): Promise<unknown[]> {
    const { fen, receivedAt, payerAccount, bankReference } = receipt;
    const day = businessDateOf(receivedAt);
    const today = businessDateOf(tx.at);
    const apart = wholeNumberOf(await this.regions.rule('RECEIPT_MATCH_DAYS', today, undefined, tx));
    return [
      String(fen),
      startOfBusinessDate(addDays(day, -apart)),
      startOfBusinessDate(addDays(day, apart + 1)),
      payerAccount === null ? null : this.cipher.lookupHash(payerAccount),
      bankReference,
      receivedAt,
    ];
  }
}
