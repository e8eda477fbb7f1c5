import { Injectable } from '@nestjs/common';
import { Ledger, PLATFORM, moving, type AccountPurpose, type LedgerAccount } from '../../ledger/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { WORDS } from '../data/shipped-words';
import { kindBySaying } from '../domain/line-words';
import type { LineUse, SeenLine } from '../domain/seen-line';

type Own = Pick<SeenLine, 'id' | 'direction' | 'fen' | 'at'>;

const account = (purpose: AccountPurpose): LedgerAccount => ({ owner: PLATFORM, purpose, currency: 'CNY' });
const BANK = account('BANK');

/** Money that is the bank’s, the provider’s or our own, and nobody’s payment. */
@Injectable()
export class OwnMoney {
  constructor(
    private readonly ledger: Ledger,
    private readonly audit: Audit,
  ) {}

  /** From one account in custody to another: nothing the book tells apart. */
  async movedBetweenOwn(tx: Tx, { account: other }: SeenLine): Promise<LineUse | null> {
    if (other === null) return null;
    const ours = await tx.query('SELECT FROM custody_accounts WHERE account_number = $1 LIMIT 1', [other]);
    return ours.length > 0 ? { reason: 'OWN_TRANSFER' } : null;
  }

  /** Charges, interest and the provider’s payouts, where the line says so itself; WAITS: for what it is the arrival of. */
  async bySaying(tx: Tx, line: SeenLine): Promise<LineUse | 'WAITS' | null> {
    const kind = kindBySaying(WORDS, line);
    if (kind === null) return null;
    if (kind === 'PROVIDER_PAYOUT') return (await this.arrived(tx, line)) ?? 'WAITS';
    return { reason: kind, transferId: await this.book(tx, null, kind, line) };
  }

  /** Booked to the account of its kind; answers with the transfer. */
  async book(tx: Tx, actor: Actor | null, kind: 'CHARGE' | 'INTEREST', line: Own): Promise<string> {
    const { id, fen, at: eventAt } = line;
    const entries =
      kind === 'CHARGE'
        ? moving(fen, account('BANK_CHARGE'), BANK)
        : moving(fen, BANK, account('BANK_INTEREST'));
    const posting = {
      key: `bank-line:${id}`,
      kind: `BANK_${kind}`,
      subject: { kind: 'BANK_LINE', id },
      eventAt,
    };
    const { transferId } = await this.ledger.post(tx, { ...posting, entries });
    await this.audit.record(tx, {
      actor,
      action: 'bookBankLine',
      subjectKind: 'BankLine',
      subjectId: id,
      toState: kind,
      data: { fen: String(fen), transferId },
    });
    return transferId;
  }

  /** The oldest payout of this amount that the provider has sent and nobody has seen; each arrives once. */
  private async arrived(tx: Tx, { id, fen, at, day }: SeenLine): Promise<LineUse | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('provider-transit', 1020))`);
    const [sent] = await tx.query<{ id: string }>(
      `SELECT t.id FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transfers t ON t.id = e.transfer_id
        WHERE a.purpose = 'PROVIDER_TRANSIT' AND a.currency = 'CNY' AND e.fen = $1
          AND (t.event_at AT TIME ZONE 'Asia/Shanghai')::date <= $2::date
          AND NOT EXISTS (SELECT FROM ledger_transfers s WHERE s.key = 'provider-arrived:' || t.id)
        ORDER BY t.event_at, t.id LIMIT 1`,
      [String(fen), day],
    );
    if (!sent) return null;
    const { transferId } = await this.ledger.post(tx, {
      key: `provider-arrived:${sent.id}`,
      kind: 'PROVIDER_ARRIVED',
      subject: { kind: 'BANK_LINE', id },
      eventAt: at,
      entries: moving(fen, BANK, account('PROVIDER_TRANSIT')),
    });
    return { reason: 'PROVIDER_PAYOUT', transferId };
  }
}
