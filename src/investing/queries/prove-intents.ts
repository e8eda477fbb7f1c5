import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** What is over is shown to no park, and a park that answers has been shown it. */
const WRONG = `
  SELECT r.id FROM intent_releases r JOIN investment_intents i ON i.id = r.intent_id JOIN parks p ON p.id = r.park_id
   WHERE (i.state <> 'OPEN' AND r.ended_at IS NULL) OR p.state = 'PROPOSED' OR r.released_at < i.stated_at ORDER BY r.id`;

@ReconcileCheck({
  invariant: 'I22',
  sentence: 'No park is shown an intent that is over, and none is shown one before it was stated',
})
export class EndedIntentsAreShownToNobody implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string }>(WRONG);
    return {
      examined: await counted(reader, 'FROM intent_releases'),
      breaks: wrong.map(({ id }) => `release ${id} of an intent`),
    };
  }
}
