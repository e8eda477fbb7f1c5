import { Injectable } from '@nestjs/common';
import { Ledger, type PostingEntry } from '../../ledger/index';
import { Audit, type Tx } from '../../platform/index';

/** Money the provider has taken from a payer for one request. */
export interface Capture {
  /** Of what we asked the provider for: one capture each. */
  readonly id: string;
  readonly requestId: string;
  /** The provider's id of the charge. */
  readonly reference: string;
  readonly fen: bigint;
  readonly at: Date;
}

/** The capture's row, its posting and the audit of both. */
@Injectable()
export class CaptureBooks {
  constructor(
    private readonly ledger: Ledger,
    private readonly audit: Audit,
  ) {}

  /** False where it is known already. */
  async add(tx: Tx, { id, requestId, reference, fen, at }: Capture): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO provider_captures (id, request_id, reference, fen, captured_at, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [id, requestId, reference, String(fen), at, tx.at],
    );
    return rows.length > 0;
  }

  async post(tx: Tx, { id, requestId, fen, at }: Capture, entries: PostingEntry[]): Promise<void> {
    const subject = { kind: 'CAPTURE', id };
    await this.ledger.post(tx, {
      key: `capture:${id}`,
      kind: 'PROVIDER_CAPTURE',
      subject,
      eventAt: at,
      entries,
    });
    await this.audit.record(tx, {
      actor: null,
      action: 'captureByProvider',
      subjectKind: 'ProviderCapture',
      subjectId: id,
      toState: 'CAPTURED',
      data: { requestId, fen: String(fen) },
    });
  }
}
