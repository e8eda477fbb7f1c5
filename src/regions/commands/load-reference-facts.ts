import { Injectable } from '@nestjs/common';
import { Database, Transactions } from '../../platform/index';
import { SHIPPED_VERSION } from '../data/reference-files';
import { ReferenceFactsRepository } from '../storage/reference-facts.repository';
import { RegionFactsRepository } from '../storage/region-facts.repository';

/**
 * Brings the facts shipped with this program into the database, once per version:
 * a newer program brings newer facts, an older one started beside it changes nothing.
 */
@Injectable()
export class LoadReferenceFacts {
  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly facts: RegionFactsRepository,
    private readonly reference: ReferenceFactsRepository,
  ) {}

  /** True if something was loaded. */
  async run(): Promise<boolean> {
    const state = await this.database.one('SELECT FROM region_facts_state WHERE shipped_version >= $1', [
      SHIPPED_VERSION,
    ]);
    if (state) return false;
    return this.transactions.run(async (tx) => {
      if ((await this.facts.lockForChange(tx)) >= SHIPPED_VERSION) return false;
      await this.reference.replaceDivisions(tx);
      await this.reference.addMissingLists(tx);
      await this.reference.replaceRules(tx);
      await this.reference.replaceHolidayNotices(tx);
      await this.reference.setShippedVersion(tx, SHIPPED_VERSION);
      return true;
    });
  }
}
