import { Injectable } from '@nestjs/common';
import {
  Ledger,
  PLATFORM,
  type AccountPurpose,
  type LedgerAccount,
  type PostingEntry,
} from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { ConnectPayouts } from '../../stripe/index';
import { leastOf, type OrderAmount } from '../domain/payout-amounts';
import { PAYOUT_SUBJECT, RETURN_SUBJECT } from './open-entries';
import type { PayoutStatement } from './payout-statement.entity';

const DISBURSED: LedgerAccount = { owner: PLATFORM, purpose: 'DISBURSED', currency: 'CNY' };

/** What the part by Connect does in the ledger, apart from the bank's: each has its own confirmation. */
@Injectable()
export class ConnectPosting {
  constructor(
    private readonly ledger: Ledger,
    private readonly connect: ConnectPayouts,
  ) {}

  /** Throws Refused ACCOUNT_SHORT. */
  async promise(
    tx: Tx,
    { id, calculation, supplierId }: PayoutStatement,
    amounts: readonly OrderAmount[],
  ): Promise<string> {
    const promised = await this.ledger.promise(tx, {
      key: `payout-connect:${id}:${calculation}`,
      kind: 'CONNECT_PAYOUT',
      subject: { kind: PAYOUT_SUBJECT, id },
      entries: this.entriesOf(supplierId, amounts),
    });
    return promised.transferId;
  }

  async paid(tx: Tx, { id, calculation, connectTransferId }: PayoutStatement, eventAt: Date): Promise<void> {
    const key = `payout-connect-paid:${id}:${calculation}`;
    const pendingId = connectTransferId ?? '';
    await this.ledger.postPromised(tx, { pendingId, key, kind: 'CONNECT_PAYOUT_PAID', eventAt });
  }

  async void(tx: Tx, { id, calculation, connectTransferId }: PayoutStatement): Promise<void> {
    const key = `payout-connect-void:${id}:${calculation}`;
    const pendingId = connectTransferId ?? '';
    await this.ledger.voidPromised(tx, { pendingId, key, kind: 'CONNECT_PAYOUT_VOIDED' });
  }

  /**
   * His bank sent it back: it lies in his account at the provider again and is payable anew. Where a debt was taken off
   * meanwhile, what it left of other orders is taken: altogether he has been paid so much less. False where an approved
   * statement has promised to take off of what he was paid: that ends first.
   */
  async returned(tx: Tx, statement: PayoutStatement): Promise<boolean> {
    const { id, calculation, supplierId, connectFen } = statement;
    const own = await tx.query<OrderAmount>(
      `SELECT a.subject_id AS "orderId", -e.fen AS fen FROM ledger_pending_entries e
         JOIN ledger_accounts a ON a.id = e.account_id WHERE e.transfer_id = $1 AND a.purpose = 'PAID_OUT'`,
      [statement.connectTransferId],
    );
    const paidOut = await tx.query<OrderAmount>(
      `SELECT a.subject_id AS "orderId", b.natural_fen - b.promised_fen AS fen FROM ledger_accounts a
         JOIN ledger_balances b ON b.account_id = a.id
        WHERE a.owner = $1 AND a.purpose = 'PAID_OUT' AND a.currency = 'CNY' AND b.natural_fen > b.promised_fen
        ORDER BY a.id`,
      [supplierId],
    );
    const back = takenBack(own, paidOut, connectFen);
    if (back === null) return false;
    await this.ledger.post(tx, {
      key: `payout-connect-returned:${id}:${calculation}`,
      kind: 'CONNECT_PAYOUT_RETURNED',
      subject: { kind: RETURN_SUBJECT, id },
      entries: this.entriesOf(supplierId, back).map((entry) => ({ ...entry, fen: -entry.fen })),
    });
    return true;
  }

  private entriesOf(supplierId: string, amounts: readonly OrderAmount[]): PostingEntry[] {
    const account = (purpose: AccountPurpose, subjectId: string): LedgerAccount => ({
      owner: supplierId,
      purpose,
      currency: 'CNY',
      subjectId,
    });
    return amounts.flatMap(({ orderId, fen }) => [
      { ...account('PAYABLE', orderId), fen },
      { ...account('PAID_OUT', orderId), fen: -fen },
      { ...DISBURSED, fen },
      { ...this.connect.account(supplierId), fen: -fen },
    ]);
  }
}

/** First of the orders it was paid for, then of others; null where promises hold the rest. */
function takenBack(
  own: readonly OrderAmount[],
  paidOut: readonly OrderAmount[],
  fen: bigint,
): OrderAmount[] | null {
  const wanted = new Map(own.map((one) => [one.orderId, one.fen]));
  const taken = new Map<string, bigint>();
  let left = fen;
  const take = (orderId: string, most: bigint) => {
    const part = leastOf(most, left);
    if (part > 0n) taken.set(orderId, (taken.get(orderId) ?? 0n) + part);
    left -= part;
  };
  for (const one of paidOut) take(one.orderId, leastOf(wanted.get(one.orderId) ?? 0n, one.fen));
  for (const one of paidOut) take(one.orderId, one.fen - (taken.get(one.orderId) ?? 0n));
  if (left > 0n) return null;
  return [...taken].map(([orderId, part]) => ({ orderId, fen: part }));
}
