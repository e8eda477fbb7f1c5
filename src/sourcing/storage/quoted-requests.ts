import { Injectable } from '@nestjs/common';
import { amountFen } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Reader, type Tx } from '../../platform/index';
import { sourcingRefusals } from '../domain/sourcing-request.refusals';
import { sourcingRequestStates } from '../domain/sourcing-request.states';
import { RequestBook } from './request-book';
import { RequestOpening, subjectOf } from './request-opening';
import type { SourcingRequest } from './sourcing-request.entity';

/** A line as those see it who compare and award: with the buyer's secret cap and with what is awarded of it. */
export interface AskedLine {
  readonly id: string;
  readonly position: number;
  readonly categoryCode: string;
  readonly productId: string | null;
  readonly leastGrade: string | null;
  readonly certificates: readonly string[];
  readonly unit: string;
  readonly minimumBase: bigint;
  readonly maximumBase: bigint;
  readonly awardedBase: bigint;
  readonly capFen: bigint;
  readonly capUnit: string;
  readonly deliveryCounty: string;
  /** Whole numbers as text, because JSON numbers are floats. */
  readonly windows: readonly { readonly from: string; readonly until: string; readonly base: string }[];
}

export interface AwardedPart {
  readonly lineId: string;
  readonly quantityBase: bigint;
}

/**
 * The door of what comes after publication: quotes, awards, endings. Each is a step of the request under its lock, and the
 * reservation of the unit's year follows in the same transaction.
 */
@Injectable()
export class QuotedRequests {
  constructor(
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
    private readonly budgets: Budgets,
  ) {}

  lock(tx: Tx, id: string): Promise<SourcingRequest | null> {
    return this.book.lock(tx, id);
  }

  lines(reader: Reader, { id, revision }: { id: string; revision: number }): Promise<AskedLine[]> {
    return reader.query<AskedLine>(
      `SELECT l.id, l.position, l.category_code AS "categoryCode", l.product_id AS "productId",
              l.least_grade AS "leastGrade", l.certificates, l.unit, l.minimum_base AS "minimumBase",
              l.maximum_base AS "maximumBase", coalesce(a.awarded_base, 0) AS "awardedBase", l.cap_fen AS "capFen",
              l.cap_unit AS "capUnit", l.delivery_county AS "deliveryCounty",
              (SELECT json_agg(json_build_object('from', w.from_on, 'until', w.until_on, 'base', w.quantity_base::text)
                 ORDER BY w.position) FROM sourcing_windows w WHERE w.line_id = l.id) AS windows
         FROM sourcing_lines l LEFT JOIN sourcing_awarded a ON a.line_id = l.id
        WHERE l.request_id = $1 AND l.revision = $2 ORDER BY l.position`,
      [id, revision],
    );
  }

  /** The first quote ends the time of amending. A sealed request does not show that there is one. */
  async quoted(tx: Tx, actor: Actor, request: SourcingRequest): Promise<void> {
    if (!request.sealed && request.state === 'OPEN') await this.book.move(tx, request, 'quote', actor);
  }

  /** At the deadline, where there is something to award. */
  beginAwarding(tx: Tx, request: SourcingRequest): Promise<SourcingRequest> {
    return this.book.move(tx, request, 'beginAwarding', null);
  }

  /** Refuses ILLEGAL_TRANSITION where nothing is awarded any more, or not yet. */
  requireAwardable(request: SourcingRequest): void {
    sourcingRequestStates.next(request.state, 'awardPart', ['sourcingRequestId']);
  }

  /** Where nothing is left that could be awarded. */
  async expire(tx: Tx, request: SourcingRequest): Promise<void> {
    await this.opening.shut(tx, null, request, request.state === 'PARTLY_AWARDED' ? 'runOut' : 'expire');
  }

  /**
   * Before the orders are placed, which take of the year what is given back here: the awarded quantities at the caps, and
   * with the last of them all that is left. Of a pooled request whoever shares it has given back each unit's part before
   * and says the sum. Refuses AWARDED_ABOVE_WANTED with the path of the part.
   */
  async award(
    tx: Tx,
    actor: Actor | null,
    request: SourcingRequest,
    parts: readonly AwardedPart[],
    givenBackFen = 0n,
  ): Promise<SourcingRequest> {
    for (const [index, part] of parts.entries()) await this.count(tx, part, index);
    const lines = await this.lines(tx, request);
    const rest = lines.map((line) => ({ ...line, restBase: line.maximumBase - line.awardedBase }));
    if (rest.every(({ restBase }) => restBase === 0n))
      return this.opening.shut(tx, actor, request, 'awardAll');
    if (request.pooled)
      return this.book.move(tx, request, 'awardPart', actor, {
        reservedFen: request.reservedFen - givenBackFen,
      });
    const reservedFen = rest.reduce(
      (sum, { capFen, capUnit, restBase }) =>
        sum + amountFen({ unitPriceFen: capFen, priceUnit: capUnit }, restBase),
      0n,
    );
    const { unitId } = request;
    const on = request.reservedOn ?? businessDateOf(tx.at);
    await this.budgets.bringTo(tx, { ...subjectOf(request), unitId, on, fen: reservedFen });
    return this.book.move(tx, request, 'awardPart', actor, { reservedFen });
  }

  private async count(tx: Tx, { lineId, quantityBase }: AwardedPart, index: number): Promise<void> {
    const counted = await tx.query(
      `INSERT INTO sourcing_awarded AS a (line_id, maximum_base, awarded_base)
       SELECT id, maximum_base, $2::bigint FROM sourcing_lines WHERE id = $1 AND $2::bigint <= maximum_base
       ON CONFLICT (line_id) DO UPDATE SET awarded_base = a.awarded_base + excluded.awarded_base
        WHERE a.awarded_base + excluded.awarded_base <= a.maximum_base RETURNING line_id`,
      [lineId, quantityBase],
    );
    if (counted.length === 0) refuse(sourcingRefusals.AWARDED_ABOVE_WANTED(['parts', index]));
  }
}
