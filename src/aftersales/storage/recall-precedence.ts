import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { openStates } from '../domain/refund-request.states';
import { CaseBook } from './case-book';
import { CaseDesk } from './case-desk';
import { AfterSalesCase } from './case.entity';
import { RefundRequests } from './refund-requests';

/** A recall gives back all of a line: what else is claimed of it is part of that. Under the order's lock. */
@Injectable()
export class RecallPrecedence {
  constructor(
    private readonly book: CaseBook,
    private readonly desk: CaseDesk,
    private readonly requests: RefundRequests,
  ) {}

  async take(tx: Tx, settlementLineIds: readonly string[]): Promise<void> {
    const freed = await tx.query<{ caseId: string }>(
      `UPDATE aftersales_case_lines l SET live_fen = 0 FROM aftersales_cases c
        WHERE c.id = l.case_id AND c.kind <> 'RECALL' AND l.live_fen > 0 AND l.settlement_line_id = ANY($1::uuid[])
        RETURNING c.id AS "caseId"`,
      [settlementLineIds],
    );
    for (const caseId of new Set(freed.map((one) => one.caseId))) await this.endIfEmpty(tx, caseId);
    const asked = await tx.query<{ id: string }>(
      'SELECT id FROM refund_requests WHERE settlement_line_id = ANY($1::uuid[]) AND state = ANY($2) ORDER BY id',
      [settlementLineIds, openStates],
    );
    for (const { id } of asked) {
      const request = await this.requests.lock(tx, { id });
      if (request) await this.requests.move(tx, request, 'supersede', null);
    }
  }

  private async endIfEmpty(tx: Tx, caseId: string): Promise<void> {
    const rest = await tx.query(
      `SELECT FROM aftersales_case_lines l WHERE l.case_id = $1 AND (l.live_fen > 0 OR l.refunded_fen > 0) LIMIT 1`,
      [caseId],
    );
    const one = rest.length > 0 ? null : await tx.manager.findOneBy(AfterSalesCase, { id: caseId });
    if (!one) return;
    const ended = await this.book.move(tx, one, 'supersede', { actor: null });
    await this.desk.tell(tx, ended, ['BUYER', 'SUPPLIER'], 'CASE_SUPERSEDED');
  }
}
