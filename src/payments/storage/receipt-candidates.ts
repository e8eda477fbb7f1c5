import { Injectable } from '@nestjs/common';
import { FieldCipher, notFound, type Reader } from '../../platform/index';
import { CANDIDATE_REASONS, type CandidateReason } from '../domain/candidate-reasons';
import { plainName } from '../domain/payer';
import { transferCodesIn } from '../domain/transfer-code';
import { payerNameHash } from './payers';

export interface Candidate {
  readonly orderId: string;
  readonly transferCode: string;
  readonly outstandingFen: bigint;
  readonly reasons: readonly CandidateReason[];
}

/** As many as a person looks through. */
const MOST = 10;

/**
 * Open requests with something outstanding that speak for themselves: $1 codes in the memo, $2 what is in suspense, $3 and $4
 * the payer's name, plain and hashed, $5 his account. An amount is that of the whole or of one part.
 */
const CANDIDATES = `
  WITH open AS (
    SELECT r.id, r.subject_id, r.transfer_code, r.buyer_id, r.expected_payer_name, r.opened_at,
           (r.due_fen - payment_money(r.id))::bigint AS outstanding
      FROM payment_requests r WHERE r.state = 'OPEN'),
  judged AS (
    SELECT o.*,
           o.transfer_code = ANY($1::text[]) AS by_code,
           o.outstanding = $2::bigint OR EXISTS (SELECT FROM payment_parts p WHERE p.request_id = o.id AND p.fen = $2::bigint) AS by_amount,
           regexp_replace(upper(normalize(o.expected_payer_name, NFKC)), '[[:space:][:punct:]]', '', 'g') = $3
             OR EXISTS (SELECT FROM payer_declarations d WHERE d.request_id = o.id AND d.payer_name_hash = $4) AS by_payer,
           EXISTS (SELECT FROM bank_receipts b JOIN payments p ON p.receipt_id = b.id JOIN payment_requests q ON q.id = p.request_id
                    WHERE b.payer_account_hash = $5 AND q.buyer_id = o.buyer_id) AS by_account
      FROM open o WHERE o.outstanding > 0)
  SELECT subject_id AS "orderId", transfer_code AS "transferCode", outstanding AS "outstandingFen",
         ARRAY[by_code, by_amount, by_payer, by_account] AS judged
    FROM judged WHERE by_code OR by_amount OR by_payer OR by_account
   ORDER BY by_code DESC, by_amount::int + by_payer::int + by_account::int DESC, opened_at, id LIMIT ${MOST}`;

/** What money in suspense may have been paid for; people decide. */
@Injectable()
export class ReceiptCandidates {
  constructor(private readonly cipher: FieldCipher) {}

  /** The likeliest first; none where nothing is in suspense. Throws NOT_FOUND. */
  async of(reader: Reader, receiptId: string): Promise<Candidate[]> {
    const [receipt] = await reader.query<{ name: string; account: string; memo: string | null; fen: bigint }>(
      `SELECT b.payer_name_encrypted AS name, b.payer_account_hash AS account, b.memo_encrypted AS memo,
              COALESCE((SELECT s.natural_fen FROM ledger_accounts a JOIN ledger_balances s ON s.account_id = a.id
                         WHERE a.purpose = 'SUSPENSE' AND a.subject_id = b.id), 0)::bigint AS fen
         FROM bank_receipts b WHERE b.id = $1`,
      [receiptId],
    );
    if (!receipt) throw notFound(['receiptId']);
    if (receipt.fen === 0n) return [];
    const name = this.cipher.decrypt(receipt.name);
    const memo = receipt.memo === null ? '' : this.cipher.decrypt(receipt.memo);
    const rows = await reader.query<Omit<Candidate, 'reasons'> & { judged: boolean[] }>(CANDIDATES, [
      transferCodesIn(memo),
      String(receipt.fen),
      plainName(name),
      payerNameHash(this.cipher, name),
      receipt.account,
    ]);
    return rows.map(({ judged, ...row }) => ({
      ...row,
      reasons: CANDIDATE_REASONS.filter((_, index) => judged[index] === true),
    }));
  }
}
