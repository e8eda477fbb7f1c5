import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import type { SaidTerms } from '../domain/request-terms';
import type { WantedLine } from '../domain/wanted-line';
import { DeliveryWindowRow } from './delivery-window.entity';
import { SourcingLine } from './sourcing-line.entity';
import type { SourcingRequest } from './sourcing-request.entity';
import { TermsAcceptance } from './terms-acceptance';

export type Revised = Pick<
  SourcingRequest,
  'revision' | 'title' | 'internalNote' | 'sealed' | 'quoteDeadline' | 'worthFen' | 'preparedBy'
>;

/** Every change of what is wanted is a new revision with lines of its own: what suppliers once saw stays readable. */
@Injectable()
export class RequestRevisions {
  constructor(private readonly acceptance: TermsAcceptance) {}

  /** What the request says from now on, and a hand to write its lines once the request stands. */
  async revise(tx: Tx, actor: Actor, revision: number, terms: SaidTerms) {
    const accepted = await this.acceptance.accept(tx, terms);
    const revised: Revised = {
      revision,
      title: terms.title,
      internalNote: terms.internalNote ?? null,
      sealed: terms.sealed,
      quoteDeadline: accepted.deadline,
      worthFen: accepted.worthFen,
      preparedBy: actor.memberId,
    };
    return {
      revised,
      writeLines: (requestId: string) => writeLines(tx, requestId, revision, accepted.lines),
    };
  }
}

/** Answers the ids of the lines, in their order. */
export async function writeLines(
  tx: Tx,
  requestId: string,
  revision: number,
  lines: readonly WantedLine[],
): Promise<string[]> {
  const rows = lines.map((line, index) => ({ line, id: randomUUID(), position: index + 1 }));
  await tx.add(
    SourcingLine,
    rows.map(({ line: { windows: _windows, ...line }, id, position }) => ({
      id,
      requestId,
      revision,
      position,
      ...line,
    })),
  );
  await tx.add(
    DeliveryWindowRow,
    rows.flatMap(({ line, id }) =>
      line.windows.map((window, index) => ({
        id: randomUUID(),
        lineId: id,
        position: index + 1,
        ...window,
      })),
    ),
  );
  return rows.map(({ id }) => id);
}
