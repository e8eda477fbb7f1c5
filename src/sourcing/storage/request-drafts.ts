import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import type { SaidTerms } from '../domain/request-terms';
import { newRequest } from './new-request';
import { RequestBook } from './request-book';
import { RequestRevisions } from './request-revisions';

/** What a unit needs, written down as a draft of the actor's organization; whether the unit is its own is asked before. */
@Injectable()
export class RequestDrafts {
  constructor(
    private readonly revisions: RequestRevisions,
    private readonly book: RequestBook,
  ) {}

  /** Answers the draft's id; refuses what terms are refused for, with paths under `terms`. */
  async draft(
    tx: Tx,
    actor: Actor,
    { unitId, terms }: { unitId: string; terms: SaidTerms },
  ): Promise<string> {
    const { revised, writeLines } = await this.revisions.revise(tx, actor, 1, terms);
    const request = await newRequest(tx, { ...revised, buyerId: actor.organizationId, unitId });
    await this.book.add(tx, actor, request);
    await writeLines(request.id);
    return request.id;
  }
}
