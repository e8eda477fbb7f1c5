import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { SettledLineRefunds } from '../../procurement/index';
import { openStates } from '../domain/refund-request.states';

/**
 * What of settled lines is neither refunded nor claimed by an open case or request. To be asked under the order's lock;
 * a trigger refuses at commit what would take more.
 */
@Injectable()
export class LineRoom {
  constructor(private readonly refunds: SettledLineRefunds) {}

  /** Of one line; its order stays locked until the transaction ends. */
  async leftUnderLock(tx: Tx, settlementLineId: string): Promise<bigint> {
    await this.refunds.leftUnderLock(tx, settlementLineId);
    return (await this.left(tx, [settlementLineId])).get(settlementLineId) ?? 0n;
  }

  async left(tx: Tx, settlementLineIds: readonly string[]): Promise<Map<string, bigint>> {
    const rows = await tx.query<{ id: string; left: bigint }>(
      `SELECT s.id, (s.goods_fen
           - coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = s.id), 0)
           - coalesce((SELECT sum(live_fen) FROM aftersales_case_lines WHERE settlement_line_id = s.id), 0)
           - coalesce((SELECT sum(requested_fen) FROM refund_requests
                        WHERE settlement_line_id = s.id AND state = ANY($2)), 0))::bigint AS left
         FROM settlement_lines s WHERE s.id = ANY($1::uuid[])`,
      [settlementLineIds, openStates],
    );
    return new Map(rows.map(({ id, left }) => [id, left]));
  }

  /** What was accepted of a line, less what came back or is asked to come back by an open case. */
  async leftBase(tx: Tx, settlementLineId: string): Promise<bigint> {
    const [row] = await tx.query<{ left: bigint }>(
      `SELECT (s.accepted_base - coalesce((SELECT sum(coalesce(l.received_base, l.claimed_base, 0))
           FROM aftersales_case_lines l JOIN aftersales_cases c ON c.id = l.case_id
          WHERE l.settlement_line_id = s.id AND (l.received_base IS NOT NULL
             OR (c.kind = 'RETURN' AND c.closed_at IS NULL))), 0))::bigint AS left
         FROM settlement_lines s WHERE s.id = $1`,
      [settlementLineId],
    );
    return row?.left ?? 0n;
  }
}
