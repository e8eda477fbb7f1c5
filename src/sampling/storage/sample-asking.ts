import { Injectable } from '@nestjs/common';
import type { MoneyText, QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { Invitations } from '../../quoting/index';
import { ON_MARKET, QuotedRequests, WAITING_FOR_AWARD } from '../../sourcing/index';
import { readMostPrice, readSampleQuantity, sampleNumber } from '../domain/sample-terms';
import { samplingRefusals } from '../domain/sampling.refusals';
import { SampleBook } from './sample-book';
import type { Sample } from './sample.entity';
import { SamplingRules } from './sampling-rules';

const DAY_MS = 86_400_000;

export interface AskedSample {
  readonly sourcingRequestId: string;
  readonly sourcingLineId: string;
  readonly supplierId: string;
  readonly quantity: QuantityText;
  readonly mostPrice?: MoneyText | null;
  readonly note?: string | null;
}

/** A buyer's wish to see the goods first. */
@Injectable()
export class SampleAsking {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly invitations: Invitations,
    private readonly rules: SamplingRules,
    private readonly book: SampleBook,
  ) {}

  /** Refuses REQUEST_OVER, LINE_UNKNOWN, SUPPLIER_NOT_ASKED, SAMPLE_RUNNING and what is said of quantity and price. */
  async ask(tx: Tx, actor: Actor, id: string, said: AskedSample): Promise<void> {
    const request = await this.requests.lock(tx, said.sourcingRequestId);
    if (request?.buyerId !== actor.organizationId) throw notFound(['sourcingRequestId']);
    if (![...ON_MARKET, ...WAITING_FOR_AWARD].includes(request.state))
      refuse(samplingRefusals.REQUEST_OVER(['sourcingRequestId']));
    const line = (await this.requests.lines(tx, request)).find((one) => one.id === said.sourcingLineId);
    if (!line) return refuse(samplingRefusals.LINE_UNKNOWN(['sourcingLineId']));
    if (!(await this.invitations.knownToBuyer(tx, request, said.supplierId)))
      refuse(samplingRefusals.SUPPLIER_NOT_ASKED(['supplierId']));
    const on = businessDateOf(tx.at);
    const bounds = await this.rules.bounds(tx, on);
    const quantityBase = readSampleQuantity(said.quantity, line.unit, bounds, ['quantity']);
    const mostPriceFen = readMostPrice(said.mostPrice ?? null, bounds, ['mostPrice']);
    await this.requireNone(tx, said);
    const days = await this.rules.answerDays(tx, on);
    await this.book.add(tx, actor, {
      request,
      sample: {
        ...UNANSWERED,
        id,
        number: sampleNumber(on, id),
        requestId: request.id,
        sourcingLineId: line.id,
        supplierId: said.supplierId,
        quantityBase,
        mostPriceFen,
        note: said.note ?? null,
        requestedBy: actor.memberId,
        requestedAt: tx.at,
        answerUntil: new Date(tx.at.getTime() + days * DAY_MS),
      },
    });
  }

  /** Under the lock of the request, so that of two who race the later one is told in words; an index says the same. */
  private async requireNone(tx: Tx, { sourcingLineId, supplierId }: AskedSample): Promise<void> {
    const running = await tx.query(
      `SELECT FROM samples WHERE sourcing_line_id = $1 AND supplier_id = $2 AND state IN ('REQUESTED', 'SENT', 'RECEIVED')`,
      [sourcingLineId, supplierId],
    );
    if (running.length > 0) refuse(samplingRefusals.SAMPLE_RUNNING(['supplierId']));
  }
}

const UNANSWERED = {
  version: 1,
  state: 'REQUESTED',
  priceFen: null,
  carrier: null,
  trackingNo: null,
  lotId: null,
  grade: null,
  sentAt: null,
  receivedAt: null,
  endedAt: null,
  reason: null,
} as const satisfies Partial<Sample>;
