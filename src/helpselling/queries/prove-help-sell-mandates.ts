import {
  ReconcileCheck,
  counted,
  sha256Of,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';

const SUMS = `
  SELECT format('help-sell mandate %s: %s drawn, its orders hold %s', m.id, m.drawn_fen, coalesce(sum(d.fen), 0)) AS line
    FROM help_sell_mandates m LEFT JOIN help_sell_draws d ON d.mandate_id = m.id
   GROUP BY m.id HAVING m.drawn_fen <> coalesce(sum(d.fen), 0)
  UNION ALL
  SELECT format('help-sell mandate %s is %s and its products are live %s', m.id, m.state, coalesce(p.live::text, 'never'))
    FROM help_sell_mandates m JOIN help_sell_products p ON p.mandate_id = m.id
   WHERE (m.signed_at IS NULL) <> (p.live IS NULL) OR lower(p.live) < m.signed_at OR upper(p.live) > m.ended_at
   ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I11',
  sentence:
    'A help-sell mandate holds what its orders draw, within its ceiling; it is live from its signature to its end, as its text says',
})
export class MandatesHoldWhatIsDrawn implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(SUMS);
    const texts = await reader.query<{ id: string; content: string; sha256: string }>(
      'SELECT id, content, sha256 FROM help_sell_mandates ORDER BY id',
    );
    const forged = texts.filter(({ content, sha256 }) => sha256Of(Buffer.from(content)) !== sha256);
    return {
      examined: await counted(reader, 'FROM help_sell_mandates'),
      breaks: [
        ...wrong.map(({ line }) => line),
        ...forged.map(({ id }) => `help-sell mandate ${id}: its text does not fit its hash`),
      ],
    };
  }
}
