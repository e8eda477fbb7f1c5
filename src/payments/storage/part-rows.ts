import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import {
  allot,
  firstUnpaid,
  repriced,
  type AllottedPart,
  type PaymentPart,
} from '../../../libs/payment-plan/src/index';
import { PaymentRequest } from './payment-request.entity';

interface PartRow extends PaymentPart {
  readonly requestId: string;
  readonly money: string;
}

/** A request older than plans is one part. Sums may outgrow bigint, so money comes as text. */
const PARTS = `
  SELECT r.id AS "requestId", payment_money(r.id)::text AS money, coalesce(p.kind, 'WHOLE') AS kind,
         coalesce(p.fen, r.due_fen) AS fen, coalesce(p.due_on, CASE WHEN p.request_id IS NULL THEN r.due_on END) AS "dueOn",
         coalesce(p.extended, false) AS extended
    FROM payment_requests r LEFT JOIN payment_parts p ON p.request_id = r.id
   WHERE r.id = ANY($1::uuid[]) ORDER BY r.id, p.ordinal`;

const SAVE = `
  INSERT INTO payment_parts AS p (request_id, ordinal, kind, fen, due_on, extended)
  SELECT $1::uuid, ordinal, kind, fen, due_on, extended
    FROM unnest($2::text[], $3::bigint[], $4::date[], $5::boolean[])
         WITH ORDINALITY asked (kind, fen, due_on, extended, ordinal)
  ON CONFLICT (request_id, ordinal) DO UPDATE
     SET kind = excluded.kind, fen = excluded.fen, due_on = excluded.due_on, extended = excluded.extended
   WHERE (p.kind, p.fen, p.due_on, p.extended) IS DISTINCT FROM (excluded.kind, excluded.fen, excluded.due_on, excluded.extended)`;

/** The parts of requests with the money that has filled them. */
@Injectable()
export class PartRows {
  async of(reader: Reader, requestId: string): Promise<AllottedPart[]> {
    return (await this.ofMany(reader, [requestId])).get(requestId) ?? [];
  }

  async ofMany(reader: Reader, requestIds: readonly string[]): Promise<Map<string, AllottedPart[]>> {
    const rows = await reader.query<PartRow>(PARTS, [requestIds]);
    const parts = new Map<string, PartRow[]>();
    for (const row of rows) parts.set(row.requestId, [...(parts.get(row.requestId) ?? []), row]);
    return new Map([...parts].map(([id, own]) => [id, allot(own.map(part), BigInt(own[0]?.money ?? 0))]));
  }

  /** Under the request's lock: parts and what they ask for together. */
  async save(
    tx: Tx,
    request: PaymentRequest,
    parts: readonly PaymentPart[],
    dueFen: bigint,
  ): Promise<AllottedPart[]> {
    await this.write(tx, request.id, parts);
    const after = await this.of(tx, request.id);
    const dueOn = after[firstUnpaid(after)]?.dueOn ?? request.dueOn;
    if (dueFen !== request.dueFen || dueOn !== request.dueOn)
      await tx.change(PaymentRequest, request, { dueFen, dueOn });
    return after;
  }

  /** After money went back while the request is open: paid parts of before may ask again, but for no more than is due. */
  async realign(tx: Tx, request: PaymentRequest): Promise<void> {
    const parts = await this.of(tx, request.id);
    await this.write(tx, request.id, repriced(parts, request.dueFen, request.dueOn));
  }

  async write(tx: Tx, requestId: string, parts: readonly PaymentPart[]): Promise<void> {
    await tx.query(SAVE, [
      requestId,
      parts.map(({ kind }) => kind),
      parts.map(({ fen }) => String(fen)),
      parts.map(({ dueOn }) => dueOn),
      parts.map(({ extended }) => extended),
    ]);
  }
}

const part = ({ kind, fen, dueOn, extended }: PartRow): PaymentPart => ({ kind, fen, dueOn, extended });
