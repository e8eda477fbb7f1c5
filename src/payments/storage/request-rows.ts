import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, type Reader, type Tx } from '../../platform/index';
import { Regions, ratioOf } from '../../regions/index';
import type { PaymentSubject } from '../domain/payment-request';
import { transferCodeOf } from '../domain/transfer-code';
import { PaymentRequest } from './payment-request.entity';

type NewRequest = Pick<
  PaymentRequest,
  'subjectId' | 'buyerId' | 'supplierId' | 'dueFen' | 'dueOn' | 'expectedPayerName'
>;

const MILLION = 1_000_000n;
const COLUMNS = `id, subject_kind AS "subjectKind", subject_id AS "subjectId", buyer_id AS "buyerId",
  supplier_id AS "supplierId", due_fen AS "dueFen", due_on AS "dueOn", expected_payer_name AS "expectedPayerName",
  transfer_code AS "transferCode", channel_fee_ppm AS "channelFeePpm", state, opened_at AS "openedAt", version`;

/** Payment requests; the row's lock is what serialises everything that moves the money of one order. */
@Injectable()
export class RequestRows {
  constructor(private readonly regions: Regions) {}

  async add(tx: Tx, request: NewRequest): Promise<PaymentRequest> {
    const transferCode = await this.freeCode(tx, request.subjectId);
    const row: PaymentRequest = {
      ...request,
      id: randomUUID(),
      subjectKind: 'ORDER',
      transferCode,
      channelFeePpm: await this.channelFeePpm(tx),
      state: 'OPEN',
      openedAt: tx.at,
      version: 1,
    };
    await tx.add(PaymentRequest, row);
    return row;
  }

  async find(reader: Reader, subject: PaymentSubject): Promise<PaymentRequest | null> {
    return this.first(reader, 'subject_kind = $1 AND subject_id = $2', [subject.kind, subject.id]);
  }

  /** Throws an Error where the subject has no request: its owner opened none, which is a defect. */
  async lock(tx: Tx, subject: PaymentSubject): Promise<PaymentRequest> {
    const row = await this.first(tx, 'subject_kind = $1 AND subject_id = $2 FOR UPDATE', [
      subject.kind,
      subject.id,
    ]);
    if (!row) throw new Error(`${subject.kind} ${subject.id} has no payment request`);
    return row;
  }

  async get(reader: Reader, id: string): Promise<PaymentRequest> {
    const row = await this.first(reader, 'id = $1', [id]);
    if (!row) throw new Error(`there is no payment request ${id}`);
    return row;
  }

  async lockById(tx: Tx, id: string): Promise<PaymentRequest> {
    const row = await this.first(tx, 'id = $1 FOR UPDATE', [id]);
    if (!row) throw new Error(`there is no payment request ${id}`);
    return row;
  }

  async lockByCode(tx: Tx, transferCode: string): Promise<PaymentRequest | null> {
    return this.first(tx, 'transfer_code = $1 FOR UPDATE', [transferCode]);
  }

  /** By the rule of today, rounded down; an order keeps what it was opened with. */
  private async channelFeePpm(tx: Tx): Promise<number> {
    const rule = await this.regions.rule('CHANNEL_FEE_SHARE', businessDateOf(tx.at), undefined, tx);
    const { numerator, denominator } = ratioOf(rule);
    return Number((numerator * MILLION) / denominator);
  }

  private async first(reader: Reader, where: string, parameters: unknown[]): Promise<PaymentRequest | null> {
    const [row] = await reader.query<PaymentRequest>(
      `SELECT ${COLUMNS} FROM payment_requests WHERE ${where}`,
      parameters,
    );
    return row ?? null;
  }

  /** Made from the subject's id; two subjects that meet on one code are told apart by a further attempt. */
  private async freeCode(tx: Tx, subjectId: string): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const code = transferCodeOf(createHash('sha256').update(`${subjectId}:${attempt}`).digest());
      const taken = await tx.query('SELECT id FROM payment_requests WHERE transfer_code = $1', [code]);
      if (taken.length === 0) return code;
    }
  }
}
