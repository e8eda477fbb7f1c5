import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import {
  Ledger,
  PLATFORM,
  type AccountPurpose,
  type LedgerAccount,
  type Posting,
  type PostingEntry,
} from '../../ledger/index';
import type { Reader, Tx } from '../../platform/index';
import { payoutChannels, type PayoutChannels } from '../domain/payout-channels';
import type { OrderAmount } from '../domain/payout-amounts';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { ConnectPosting } from './connect-posting';
import { PAYOUT_SUBJECT } from './open-entries';
import type { PayoutStatement } from './payout-statement.entity';
import { StatementLines } from './statement-lines';

const CURRENCY = 'CNY';
const platform = (purpose: AccountPurpose): LedgerAccount => ({
  owner: PLATFORM,
  purpose,
  currency: CURRENCY,
});

/** What a statement does in the ledger: promised when it is approved, posted when the bank has paid, voided when not. */
@Injectable()
export class PayoutPosting {
  constructor(
    private readonly ledger: Ledger,
    private readonly lines: StatementLines,
    private readonly connect: ConnectPosting,
  ) {}

  /**
   * Promises the payment with what it sets off, each way it is paid by itself; where nothing is to be paid, sets off at
   * once. Null where nothing moves. Refuses STATEMENT_OUTDATED where less is payable or owed than was calculated.
   */
  async approve(tx: Tx, statement: PayoutStatement, atConnectFen: bigint): Promise<Promised> {
    const [payables, setOffs] = [
      await this.lines.payables(tx, statement),
      await this.lines.setOffs(tx, statement),
    ];
    const channels = payoutChannels(payables, setOffs, statement.payFen, atConnectFen);
    const { connectFen, byConnect } = channels;
    const connectTransferId =
      connectFen > 0n ? await this.connect.promise(tx, statement, byConnect).catch(outdated) : null;
    const ledgerTransferId = await this.promiseRest(tx, statement, channels, setOffs);
    return { connectFen, connectTransferId, ledgerTransferId };
  }

  private async promiseRest(
    tx: Tx,
    statement: PayoutStatement,
    channels: PayoutChannels,
    setOffs: readonly OrderAmount[],
  ): Promise<string | null> {
    const entries = entriesOf(statement, channels, setOffs);
    if (entries.length === 0) return null;
    const posting: Posting = {
      key: `payout:${statement.id}:${statement.calculation}`,
      kind: statement.payFen > 0n ? 'PAYOUT' : 'DEBT_SET_OFF',
      subject: { kind: PAYOUT_SUBJECT, id: statement.id },
      entries,
    };
    const moving = statement.payFen > 0n ? this.ledger.promise(tx, posting) : this.ledger.post(tx, posting);
    return (await moving.catch(outdated)).transferId;
  }

  /** The money has left the bank. */
  async paid(tx: Tx, statement: PayoutStatement, paidAt: Date): Promise<string> {
    const { id, calculation } = statement;
    const key = `payout-paid:${id}:${calculation}`;
    const { transferId } = await this.ledger.postPromised(tx, {
      pendingId: promiseOf(statement),
      key,
      kind: 'PAYOUT_PAID',
      eventAt: paidAt,
    });
    return transferId;
  }

  /** The transfer by which the bank paid it; null before. */
  async paidBy(reader: Reader, { ledgerTransferId }: PayoutStatement): Promise<string | null> {
    const [paid] = await reader.query<{ id: string }>(
      `SELECT id FROM ledger_transfers WHERE resolves = $1 AND step = 'POST'`,
      [ledgerTransferId],
    );
    return paid?.id ?? null;
  }

  /**
   * What was paid, all of it by the bank, has come back: it is payable again, and debts set off with it are owed again.
   * Null where what was paid out of an order has been taken for later debts since: people have to look into it.
   */
  async returned(tx: Tx, statement: PayoutStatement, at: Date): Promise<string | null> {
    const setOffs = await this.lines.setOffs(tx, statement);
    const channels = payoutChannels(await this.lines.payables(tx, statement), setOffs, statement.payFen, 0n);
    const entries = entriesOf(statement, channels, setOffs).map((entry) => ({ ...entry, fen: -entry.fen }));
    for (const { fen, ...account } of merged(entries))
      if (account.purpose === 'PAID_OUT' && fen > (await this.ledger.available(tx, account))) return null;
    const { id, calculation } = statement;
    const paid = await this.paidBy(tx, statement);
    if (paid === null) return null;
    const { transferId } = await this.ledger.post(tx, {
      key: `payout-returned:${id}:${calculation}`,
      kind: 'PAYOUT_RETURNED',
      subject: { kind: PAYOUT_SUBJECT, id },
      eventAt: at,
      reversalOf: paid,
      entries,
    });
    return transferId;
  }

  /** It will not be paid as promised. */
  async void(tx: Tx, statement: PayoutStatement): Promise<void> {
    const { id, calculation } = statement;
    const key = `payout-void:${id}:${calculation}`;
    if (statement.connectTransferId !== null) await this.connect.void(tx, statement);
    if (statement.ledgerTransferId === null) return;
    await this.ledger.voidPromised(tx, { pendingId: promiseOf(statement), key, kind: 'PAYOUT_VOIDED' });
  }
}

/**
 * Payable becomes paid out, order by order. A debt taken off counts as not having been paid out of its order, so that of
 * each order the sums still hold; what is left has gone from the bank to the supplier.
 */
function entriesOf(
  { supplierId, payFen }: PayoutStatement,
  { byBank, connectFen }: PayoutChannels,
  setOffs: readonly OrderAmount[],
): PostingEntry[] {
  const bankFen = payFen - connectFen;
  const account = (purpose: AccountPurpose, subjectId: string): LedgerAccount => ({
    owner: supplierId,
    purpose,
    currency: CURRENCY,
    subjectId,
  });
  return [
    ...byBank.flatMap(({ orderId, fen }) => [
      { ...account('PAYABLE', orderId), fen },
      { ...account('PAID_OUT', orderId), fen: -fen },
    ]),
    ...setOffs.flatMap(({ orderId, fen }) => [
      { ...account('PAID_OUT', orderId), fen },
      { ...account('OWED_BACK', orderId), fen: -fen },
    ]),
    ...(bankFen > 0n
      ? [
          { ...platform('DISBURSED'), fen: bankFen },
          { ...platform('BANK'), fen: -bankFen },
        ]
      : []),
  ];
}

/** What an approved statement has promised, each way by itself. */
interface Promised {
  readonly connectFen: bigint;
  readonly connectTransferId: string | null;
  readonly ledgerTransferId: string | null;
}

/** One entry for each account. */
function merged(entries: readonly PostingEntry[]): PostingEntry[] {
  const sums = new Map<string, PostingEntry>();
  for (const entry of entries) {
    const key = [entry.owner, entry.purpose, entry.subjectId].join(' ');
    sums.set(key, { ...entry, fen: entry.fen + (sums.get(key)?.fen ?? 0n) });
  }
  return [...sums.values()];
}

function promiseOf({ id, ledgerTransferId }: PayoutStatement): string {
  if (ledgerTransferId === null) throw new Error(`statement ${id} has promised nothing`);
  return ledgerTransferId;
}

/** Other money than was calculated stands on the accounts: somebody has to look at it again. */
function outdated(error: unknown): never {
  if (error instanceof Refused && error.refusals.some(({ code }) => code === 'ACCOUNT_SHORT'))
    refuse(payoutsRefusals.STATEMENT_OUTDATED(['statementId']));
  throw error;
}
