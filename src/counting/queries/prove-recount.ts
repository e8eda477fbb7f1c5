import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { Recount } from '../storage/recount';

@ReconcileCheck({
  invariant: 'I9',
  sentence:
    'Counted again from the raw records, every line paid or settled comes to what its entries say, in every scheme',
})
export class EntriesAreWhatARecountGives implements Checks {
  constructor(private readonly recount: Recount) {}

  async check(reader: Reader): Promise<CheckResult> {
    const { examined, lines } = await this.recount.differences(reader);
    return { examined, breaks: lines };
  }
}
