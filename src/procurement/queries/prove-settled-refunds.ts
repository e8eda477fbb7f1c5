import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I12',
  sentence: 'No settled line has given back more than its goods amount, and lines add up to their settlement',
})
export class RefundsStayWithinLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const lines = await reader.query<{ id: string; goods: bigint; refunded: bigint }>(
      `SELECT l.id, l.goods_fen AS goods, coalesce(sum(r.fen), 0)::bigint AS refunded FROM settlement_lines l
       LEFT JOIN settled_line_refunds r ON r.settlement_line_id = l.id GROUP BY l.id`,
    );
    const sums = await reader.query<{ id: string; goods: bigint; lines: bigint }>(
      `SELECT s.id, s.goods_fen AS goods, coalesce(sum(l.goods_fen), 0)::bigint AS lines FROM settlements s
       LEFT JOIN settlement_lines l ON l.settlement_id = s.id GROUP BY s.id`,
    );
    return {
      examined: lines.length + sums.length,
      breaks: [
        ...lines
          .filter((line) => line.refunded > line.goods)
          .map((line) => `settled line ${line.id}: ${line.refunded} of ${line.goods} fen went back`),
        ...sums
          .filter((one) => one.goods !== one.lines)
          .map((one) => `settlement ${one.id}: ${one.goods} fen, its lines ${one.lines}`),
      ],
    };
  }
}
