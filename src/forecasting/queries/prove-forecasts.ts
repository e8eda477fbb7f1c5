import { ReconcileCheck, sha256Of, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { commitmentState } from '../domain/commitment-state';
import { FORECAST_METHOD, forecast } from '../domain/forecast';
import { thawedFacts } from '../domain/frozen-facts';

interface Kept {
  readonly id: string;
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly state: string;
  readonly facts: string;
  readonly sha256: string;
}
const PAGE = 1_000;

@ReconcileCheck({
  invariant: 'I24',
  sentence: 'Every kept forecast comes out again from the facts it was made of',
})
export class ForecastsComeOutAgain implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const breaks: string[] = [];
    let examined = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await reader.query<Kept>(
        `SELECT id, low_amount::text AS low, mid_amount::text AS mid, high_amount::text AS high, state, facts, sha256 FROM forecasts
         WHERE id > $1 AND method = $3 ORDER BY id LIMIT $2`,
        [after, PAGE, FORECAST_METHOD],
      );
      breaks.push(...rows.filter((row) => !comesOutAgain(row)).map(({ id }) => `forecast ${id}`));
      examined += rows.length;
      if (rows.length < PAGE) return { examined, breaks };
      after = rows.at(-1)?.id ?? after;
    }
  }
}

function comesOutAgain({ low, mid, high, state, facts: text, sha256 }: Kept): boolean {
  if (sha256Of(Buffer.from(text)) !== sha256) return false;
  const facts = thawedFacts(text);
  const made = forecast(facts);
  const amounts = [made.low, made.mid, made.high].map(String);
  return amounts.join(' ') === [low, mid, high].join(' ') && commitmentState(facts, made) === state;
}
