import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { endingOf, mayBeOneInvoice } from '../domain/invoice-number';

export interface SellersNumber {
  readonly sellerId: string;
  readonly number: string;
}

/** One number of a seller counts once, whether by an invoice of orders or by a claim of a purchase elsewhere. */
@Injectable()
export class InvoiceNumbers {
  /** Of two who want one number at once, under whatever spelling, the second waits for the first. */
  async lock(tx: Tx, wanted: readonly SellersNumber[]): Promise<void> {
    await lockAll(
      tx,
      'pg_advisory_xact_lock_shared',
      wanted.map(({ sellerId }) => sellerOf(sellerId)),
    );
    await lockAll(
      tx,
      'pg_advisory_xact_lock',
      wanted.map(({ sellerId, number }) => `${sellerOf(sellerId)}:${endingOf(number)}`),
    );
  }

  /** Every number of these sellers at once: for who wants thousands. */
  async lockSellers(tx: Tx, sellerIds: readonly string[]): Promise<void> {
    await lockAll(tx, 'pg_advisory_xact_lock', sellerIds.map(sellerOf));
  }

  /** Under the lock: an invoice of orders has the number. */
  async isInvoiced(tx: Tx, wanted: SellersNumber): Promise<boolean> {
    const known = await this.alike(tx, wanted);
    return known.some(({ number, usedBy }) => usedBy === 'INVOICE' && mayBeOneInvoice(number, wanted.number));
  }

  /** Takes it for an invoice of orders; false where it is taken. */
  async take(tx: Tx, wanted: SellersNumber): Promise<boolean> {
    await this.lock(tx, [wanted]);
    const known = await this.alike(tx, wanted);
    const taken = known.some(({ number, usedBy }) =>
      usedBy === 'CLAIM' ? mayBeOneInvoice(number, wanted.number) : number === wanted.number,
    );
    if (!taken)
      await tx.query(`INSERT INTO invoice_numbers (seller_id, number, used_by) VALUES ($1, $2, 'INVOICE')`, [
        wanted.sellerId,
        wanted.number,
      ]);
    return !taken;
  }

  /** An invoice that was withdrawn or rejected counts nothing: its number is free. */
  async giveBack(tx: Tx, { sellerId, number }: SellersNumber): Promise<void> {
    await tx.query(
      `DELETE FROM invoice_numbers WHERE seller_id = $1 AND number = $2 AND used_by = 'INVOICE'`,
      [sellerId, number],
    );
  }

  private alike(tx: Tx, { sellerId, number }: SellersNumber) {
    return tx.query<{ number: string; usedBy: 'INVOICE' | 'CLAIM' }>(
      `SELECT number, used_by AS "usedBy" FROM invoice_numbers WHERE seller_id = $1 AND right(number, 6) = $2`,
      [sellerId, endingOf(number)],
    );
  }
}

const sellerOf = (sellerId: string) => `invoice:${sellerId}`;

/** In one order, so that nobody waits in a circle. */
async function lockAll(tx: Tx, lock: string, keys: readonly string[]): Promise<void> {
  await tx.query(
    `SELECT ${lock}(hashtextextended(key, 0)) FROM unnest($1::text[]) WITH ORDINALITY AS asked (key, place) ORDER BY place`,
    [[...new Set(keys)].toSorted()],
  );
}
