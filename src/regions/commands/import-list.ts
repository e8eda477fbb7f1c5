import { Injectable } from '@nestjs/common';
import { Audit, businessDateOf, Clock, Database, Transactions, type Tx } from '../../platform/index';
import type { RegionFacts } from '../domain/region-facts';
import {
  compareLists,
  mayBeLoaded,
  newEntries,
  type ImportListInput,
  type ImportListResult,
  type ListDifference,
} from '../domain/replacement-list';
import { CountyListsRepository } from '../storage/county-lists.repository';
import { RegionFactsCache } from '../storage/region-facts.cache';
import { RegionFactsRepository } from '../storage/region-facts.repository';

/** What a change of a list leaves behind: the audit row, and this process asking the database anew. */
@Injectable()
export class ListChangeRecord {
  constructor(
    private readonly audit: Audit,
    private readonly cache: RegionFactsCache,
  ) {}

  async write(tx: Tx, input: ImportListInput, difference: ListDifference): Promise<void> {
    await this.audit.record(tx, {
      actor: null,
      action: 'importList',
      subjectKind: 'CountyList',
      subjectId: input.list,
      data: {
        date: input.date,
        rows: input.rows.length,
        additions: difference.additions.length,
        removals: difference.removals.length,
      },
    });
  }

  publish(): void {
    this.cache.forget();
  }
}

/** Replaces a county list: shows the difference, and loads all of it or nothing. */
@Injectable()
export class ImportList {
  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: RegionFactsRepository,
    private readonly lists: CountyListsRepository,
    private readonly recording: ListChangeRecord,
  ) {}

  async run(input: ImportListInput): Promise<ImportListResult> {
    if (!input.apply)
      return { difference: this.compare(input, await this.facts.load(this.database)), loaded: false };
    const result = await this.transactions.run(async (tx) => {
      await this.facts.lockForChange(tx);
      const difference = this.compare(input, await this.facts.load(tx));
      if (!mayBeLoaded(difference)) return { difference, loaded: false };
      await this.lists.replace(tx, input.list, input.date, newEntries(input, difference));
      await this.recording.write(tx, input, difference);
      return { difference, loaded: true };
    });
    this.recording.publish();
    return result;
  }

  private compare(input: ImportListInput, facts: RegionFacts): ListDifference {
    const entries = facts.rows.listEntries.filter((entry) => entry.list === input.list);
    return compareLists(input, entries, facts.lineage, businessDateOf(this.clock.now()));
  }
}
