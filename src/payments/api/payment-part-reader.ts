import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf } from '../../platform/index';
import { isPaid, type AllottedPart } from '../../../libs/payment-plan/src/index';
import type { PaymentRequestState } from '../domain/payment-request';
import { PartRows } from '../storage/part-rows';
import type { PaymentPartType, PartState } from './payment-plan.type';
import { yuan } from './yuan';

interface Asked {
  readonly id: string;
  readonly subjectId: string;
  readonly state: PaymentRequestState;
}

/** The parts of orders somebody sees already. */
@Injectable()
export class PaymentPartReader {
  constructor(
    private readonly database: Database,
    private readonly rows: PartRows,
    private readonly clock: Clock,
  ) {}

  /** Of each order in its order; empty where nothing was asked for yet. */
  async ofOrders(orderIds: readonly string[]): Promise<PaymentPartType[][]> {
    const shown = await this.shown(`subject_kind = 'ORDER' AND subject_id = ANY($1::uuid[])`, orderIds);
    return orderIds.map((id) => shown.get(id) ?? []);
  }

  async ofRequest(requestId: string): Promise<PaymentPartType[]> {
    const [parts] = (await this.shown('id = ANY($1::uuid[])', [requestId])).values();
    return parts ?? [];
  }

  private async shown(where: string, ids: readonly string[]): Promise<Map<string, PaymentPartType[]>> {
    const asked = await this.database.query<Asked>(
      `SELECT id, subject_id AS "subjectId", state FROM payment_requests WHERE ${where}`,
      [ids],
    );
    const parts = await this.rows.ofMany(
      this.database,
      asked.map(({ id }) => id),
    );
    const today = businessDateOf(this.clock.now());
    return new Map(
      asked.map(({ id, subjectId, state }) => [
        subjectId,
        (parts.get(id) ?? []).map((part, index) => shownPart(part, index, state, today)),
      ]),
    );
  }
}

function shownPart(
  part: AllottedPart,
  index: number,
  state: PaymentRequestState,
  today: string,
): PaymentPartType {
  const { kind, fen, paidFen, dueOn, extended } = part;
  return {
    number: index + 1,
    kind,
    state: stateOf(part, state, today),
    due: yuan(fen),
    paid: yuan(paidFen),
    left: yuan(fen - paidFen),
    dueOn,
    extended,
  };
}

function stateOf(part: AllottedPart, state: PaymentRequestState, today: string): PartState {
  if (isPaid(part)) return 'PAID';
  if (state === 'CLOSED') return 'LAPSED';
  if (part.dueOn === null) return 'PLANNED';
  return part.dueOn < today ? 'OVERDUE' : 'OPEN';
}
