import {
  ReconcileCheck,
  waitingStreams,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';
import { COUNT_WAITING_INDUSTRY } from '../domain/reaction-names';
import { IndustryRecount } from '../storage/industry/industry-recount';

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Counted again from capital records and first productions alone, what parks bring comes to what its entries say, each indicator by itself',
})
export class IndustryIsWhatARecountGives implements Checks {
  constructor(private readonly recount: IndustryRecount) {}

  async check(reader: Reader): Promise<CheckResult> {
    const late = await reader.query(`SELECT FROM ${waitingStreams(`'${COUNT_WAITING_INDUSTRY}'`)} LIMIT 1`);
    if (late.length > 0) return { examined: 0, breaks: [] };
    const [expected, counted] = [await this.recount.expected(reader), await this.recount.counted(reader)];
    const keys = [...new Set([...expected.keys(), ...counted.keys()])].toSorted();
    const breaks = keys
      .filter((key) => (expected.get(key) ?? 0n) !== (counted.get(key) ?? 0n))
      .map(
        (key) => `${key}: counted ${counted.get(key) ?? 0n}, by the raw records ${expected.get(key) ?? 0n}`,
      );
    return { examined: keys.length, breaks };
  }
}
