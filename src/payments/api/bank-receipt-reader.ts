import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { Database, FieldCipher, hasRole, notFound, withMaskedDigits, type Actor } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';
import type { FindingReason } from '../domain/receipt-finding';
import type { BankReceiptType } from './bank-receipt.type';
import type { SuspenseReturnType } from './suspense-return.type';
import { yuan } from './yuan';

export interface ReceiptRow {
  id: string;
  bank_reference: string;
  fen: bigint;
  suspense_fen: bigint;
  payer_name_encrypted: string;
  payer_account_last_four: string;
  memo_encrypted: string | null;
  received_at: Date;
  recorded_at: Date;
  payments: { id: string; orderId: string; fen: string; payerDiffers: boolean }[];
  findings: { reason: FindingReason; orderId: string | null; foundAt: string }[];
  matches: (MatchFacts & { proposedAt: string })[];
  returns: (Omit<SuspenseReturnType, 'amount' | 'proposedAt'> & { fen: string; proposedAt: string })[];
}

interface MatchFacts {
  id: string;
  version: number;
  state: ProposalState;
  receiptId: string;
  orderId: string;
  transferCode: string;
  fen: string;
  reason: string;
  proposedBy: string;
}

/** Receipts with their suspense, payments and proposals, in one statement; amounts as text, because JSON numbers end at 2^53. */
export const RECEIPTS = `
  SELECT b.*, (b.fen - COALESCE((SELECT sum(p.fen) FROM payments p WHERE p.receipt_id = b.id), 0)
      - COALESCE((SELECT sum(s.fen) FROM suspense_returns s
                   WHERE s.receipt_id = b.id AND s.state = 'CONFIRMED'), 0))::bigint AS suspense_fen,
    COALESCE((SELECT json_agg(json_build_object('id', p.id, 'orderId', r.subject_id, 'fen', p.fen::text,
        'payerDiffers', p.payer_differs) ORDER BY p.credited_at, p.id)
      FROM payments p JOIN payment_requests r ON r.id = p.request_id WHERE p.receipt_id = b.id), '[]') AS payments,
    COALESCE((SELECT json_agg(json_build_object('reason', f.reason, 'orderId', r.subject_id, 'foundAt', f.found_at) ORDER BY f.found_at, f.id)
      FROM receipt_findings f LEFT JOIN payment_requests r ON r.id = f.request_id WHERE f.receipt_id = b.id), '[]') AS findings,
    COALESCE((SELECT json_agg(json_build_object('id', m.id, 'version', m.version, 'state', m.state, 'receiptId', m.receipt_id,
        'orderId', r.subject_id, 'transferCode', r.transfer_code, 'fen', m.fen::text, 'reason', m.reason,
        'proposedBy', m.proposed_by, 'proposedAt', m.proposed_at) ORDER BY m.proposed_at, m.id)
      FROM suspense_matches m JOIN payment_requests r ON r.id = m.request_id WHERE m.receipt_id = b.id), '[]') AS matches,
    COALESCE((SELECT json_agg(json_build_object('id', s.id, 'version', s.version, 'state', s.state, 'receiptId', s.receipt_id,
        'fen', s.fen::text, 'reason', s.reason, 'note', s.note, 'proposedBy', s.proposed_by, 'proposedAt', s.proposed_at,
        'refundPaymentId', d.id, 'paymentState', d.state) ORDER BY s.proposed_at, s.id)
      FROM suspense_returns s LEFT JOIN refund_payments d ON d.suspense_return_id = s.id
      WHERE s.receipt_id = b.id), '[]') AS returns
  FROM bank_receipts b`;

@Injectable()
export class BankReceiptReader {
  constructor(
    private readonly database: Database,
    private readonly cipher: FieldCipher,
  ) {}

  async find(actor: Actor, id: string): Promise<BankReceiptType> {
    const row = await this.database.one<ReceiptRow>(`${RECEIPTS} WHERE b.id = $1`, [id]);
    if (!row) throw notFound();
    return this.shown(actor, row);
  }

  /** Names and memos only to those who work with them; numbers in a memo may be anybody’s: they are masked, too. */
  shown(actor: Actor, row: ReceiptRow): BankReceiptType {
    const works = hasRole(actor, Role.FINANCE);
    return {
      id: row.id,
      bankReference: row.bank_reference,
      amount: yuan(row.fen),
      suspense: yuan(row.suspense_fen),
      payerName: works ? this.cipher.decrypt(row.payer_name_encrypted) : null,
      payerAccount: `****${row.payer_account_last_four}`,
      memo:
        works && row.memo_encrypted !== null
          ? withMaskedDigits(this.cipher.decrypt(row.memo_encrypted))
          : null,
      receivedAt: row.received_at,
      recordedAt: row.recorded_at,
      payments: row.payments.map(({ fen, ...payment }) => ({ ...payment, amount: yuan(fen) })),
      findings: row.findings.map(({ foundAt, ...finding }) => ({ ...finding, foundAt: new Date(foundAt) })),
      matches: row.matches.map(({ fen, proposedAt, ...match }) => {
        return { ...match, amount: yuan(fen), proposedAt: new Date(proposedAt) };
      }),
      returns: row.returns.map(({ fen, proposedAt, ...returned }) => {
        return { ...returned, amount: yuan(fen), proposedAt: new Date(proposedAt) };
      }),
    };
  }
}
