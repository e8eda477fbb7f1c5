import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, addDays, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import {
  dated,
  firstUnpaid,
  allot,
  postponed,
  repriced,
  withShipment,
  type AllottedPart,
  type PaymentPart,
} from '../../../libs/payment-plan/src/index';
import type { PaymentSubject } from '../domain/payment-request';
import { paymentsRefusals } from '../domain/payments.refusals';
import { PartRows } from './part-rows';
import type { PaymentRequest } from './payment-request.entity';
import { RequestRows } from './request-rows';

/** The oldest part with something left to pay. */
export interface NextPart {
  readonly kind: PaymentPart['kind'];
  /** Null: it waits for goods to be accepted. */
  readonly dueOn: BusinessDate | null;
  readonly leftFen: bigint;
}

export interface Repricing {
  readonly subject: PaymentSubject;
  readonly fen: bigint;
  /** The first day of parts that waited for one, and of what finds nothing unpaid; later ones follow by the gap. */
  readonly dueOn: BusinessDate;
  readonly gapDays: number;
}

/** Payments' door to the parts of a plan; money fills them oldest first, whatever it was meant for. */
@Injectable()
export class PaymentParts {
  constructor(
    private readonly requests: RequestRows,
    private readonly rows: PartRows,
    private readonly audit: Audit,
  ) {}

  /** Null: everything asked for is paid, or nothing is asked for any more. */
  async next(reader: Reader, subject: PaymentSubject): Promise<NextPart | null> {
    const request = await this.requests.find(reader, subject);
    return request?.state === 'OPEN' ? nextOf(await this.rows.of(reader, request.id)) : null;
  }

  /** The same with nothing arriving until the transaction ends. */
  async nextUnderLock(tx: Tx, subject: PaymentSubject): Promise<NextPart | null> {
    const { id, state } = await this.requests.lock(tx, subject);
    return state === 'OPEN' ? nextOf(await this.rows.of(tx, id)) : null;
  }

  /** Empty where nothing was asked for yet. */
  async of(reader: Reader, subject: PaymentSubject): Promise<AllottedPart[]> {
    const request = await this.requests.find(reader, subject);
    return request ? this.rows.of(reader, request.id) : [];
  }

  /** What is due after re-pricing: the last unpaid parts change. Money above it stays held until it is refunded. */
  async reprice(tx: Tx, { subject, fen, dueOn, gapDays }: Repricing): Promise<NextPart | null> {
    const request = await this.lockOpen(tx, subject);
    const waiting = await this.rows.of(tx, request.id);
    const priced = repriced(waiting, fen, dueOn);
    const days = dated(allot(priced, paidOf(waiting)), dueOn, gapDays, addDays);
    const after = await this.rows.save(tx, request, days, fen);
    await this.record(tx, request, 'changeAmountDue', {
      fromFen: String(request.dueFen),
      toFen: String(fen),
    });
    return nextOf(after);
  }

  /** What an accepted shipment asks for. */
  async askForShipment(
    tx: Tx,
    { subject, fen, dueOn }: { subject: PaymentSubject; fen: bigint; dueOn: BusinessDate },
  ): Promise<NextPart | null> {
    const request = await this.lockOpen(tx, subject);
    const parts = withShipment(await this.rows.of(tx, request.id), fen, dueOn);
    const asked = parts.reduce((sum, part) => sum + part.fen, 0n);
    const dueFen = asked > request.dueFen ? asked : request.dueFen;
    const after = await this.rows.save(tx, request, parts, dueFen);
    await this.record(tx, request, 'askForShipment', { fen: String(fen), dueOn });
    return nextOf(after);
  }

  /** So many days more for the part that is due next; null where none has a day. */
  async postpone(
    tx: Tx,
    { subject, days }: { subject: PaymentSubject; days: number },
  ): Promise<BusinessDate | null> {
    const request = await this.lockOpen(tx, subject);
    const moved = postponed(await this.rows.of(tx, request.id), days, addDays);
    if (!moved) return null;
    await this.rows.save(tx, request, moved.parts, request.dueFen);
    await this.record(tx, request, 'changeDueDate', { dueOn: moved.dueOn });
    return moved.dueOn;
  }

  /** Another last day for the part that is due next, where a reminder sets one. */
  async giveUntil(
    tx: Tx,
    { subject, dueOn }: { subject: PaymentSubject; dueOn: BusinessDate },
  ): Promise<void> {
    const request = await this.lockOpen(tx, subject);
    const parts = await this.rows.of(tx, request.id);
    const at = firstUnpaid(parts);
    const given = parts.map((part, index) => (index === at ? { ...part, dueOn } : part));
    await this.rows.save(tx, request, given, request.dueFen);
    await this.record(tx, request, 'changeDueDate', { dueOn });
  }

  private async lockOpen(tx: Tx, subject: PaymentSubject): Promise<PaymentRequest> {
    const request = await this.requests.lock(tx, subject);
    if (request.state === 'CLOSED') refuse(paymentsRefusals.PAYMENT_REQUEST_CLOSED());
    return request;
  }

  private async record(
    tx: Tx,
    { id, subjectId }: PaymentRequest,
    action: string,
    data: Record<string, string>,
  ): Promise<void> {
    const subject = { subjectKind: 'PaymentRequest', subjectId: id };
    await this.audit.record(tx, { actor: null, action, ...subject, data: { ...data, orderId: subjectId } });
  }
}

const paidOf = (parts: readonly AllottedPart[]) => parts.reduce((sum, { paidFen }) => sum + paidFen, 0n);

function nextOf(parts: readonly AllottedPart[]): NextPart | null {
  const next = parts[firstUnpaid(parts)];
  return next ? { kind: next.kind, dueOn: next.dueOn, leftFen: next.fen - next.paidFen } : null;
}
