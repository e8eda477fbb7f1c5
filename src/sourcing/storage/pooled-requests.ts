import { Injectable } from '@nestjs/common';
import { sumFen } from '../../../libs/money/src/index';
import { Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import type { WantedLine } from '../domain/wanted-line';
import { newRequest } from './new-request';
import { RequestBook } from './request-book';
import { writeLines } from './request-revisions';

export interface PooledTerms {
  /** Who opened the pool and awards it. */
  readonly buyerId: string;
  readonly preparedBy: string;
  readonly title: string;
  readonly internalNote: string | null;
  readonly sealed: boolean;
  readonly quoteDeadline: Date;
  /** One for each place of delivery; its cap is the highest of its units’, its worth what they reserve together. */
  readonly lines: readonly WantedLine[];
  /** Under which subjects the units hold what the lines are worth. */
  readonly reservedBy: readonly { readonly subjectKind: string; readonly subjectId: string }[];
}

/** The door for what several units want together: it comes to the market at once, and reserves what they reserved. */
@Injectable()
export class PooledRequests {
  constructor(
    private readonly book: RequestBook,
    private readonly budgets: Budgets,
  ) {}

  /** Whoever ends the request gives the units’ reservations back with it, each to its own year. */
  async open(tx: Tx, actor: Actor | null, terms: PooledTerms): Promise<{ requestId: string }> {
    const { lines, reservedBy, buyerId, ...said } = terms;
    const worthFen = sumFen(lines.map((line) => line.worthFen));
    const request = await newRequest(tx, {
      ...said,
      buyerId,
      unitId: buyerId,
      revision: 1,
      worthFen,
      state: 'OPEN',
      pooled: true,
      publishedAt: tx.at,
      reservedOn: businessDateOf(tx.at),
      reservedFen: worthFen,
    });
    await this.book.add(tx, actor, request);
    await writeLines(tx, request.id, 1, lines);
    await this.budgets.passOn(tx, reservedBy, { subjectKind: 'SourcingRequest', subjectId: request.id });
    return { requestId: request.id };
  }
}
