import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I12',
  sentence: 'No settled line has given back more than its goods amount, and lines add up to their settlement',
})
export class RefundsStayWithinLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [of] = await reader.query<{ examined: number }>(
      'SELECT ((SELECT count(*) FROM settlement_lines) + (SELECT count(*) FROM settlements))::int AS examined',
    );
    const lines = await reader.query<{ id: string; goods: bigint; refunded: bigint }>(
      `SELECT l.id, l.goods_fen AS goods, sum(r.fen)::bigint AS refunded FROM settled_line_refunds r
       JOIN settlement_lines l ON l.id = r.settlement_line_id GROUP BY l.id HAVING sum(r.fen) > l.goods_fen`,
    );
    const sums = await reader.query<{ id: string; goods: bigint; lines: bigint }>(
      `SELECT s.id, s.goods_fen AS goods, coalesce(sum(l.goods_fen), 0)::bigint AS lines FROM settlements s
       LEFT JOIN settlement_lines l ON l.settlement_id = s.id GROUP BY s.id HAVING s.goods_fen <> coalesce(sum(l.goods_fen), 0)`,
    );
    return {
      examined: of?.examined ?? 0,
      breaks: [
        ...lines.map((line) => `settled line ${line.id}: ${line.refunded} of ${line.goods} fen went back`),
        ...sums.map((one) => `settlement ${one.id}: ${one.goods} fen, its lines ${one.lines}`),
      ],
    };
  }
}
