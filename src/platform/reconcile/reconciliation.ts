import { Injectable } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { Tx } from '../database/tx';
import { RECONCILE_CHECK, type CheckOptions, type CheckResult, type Checks } from './check';

export interface ReconciliationLine extends CheckOptions, CheckResult {}

/** Runs every check of the application on one snapshot of the database. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run(report: (line: ReconciliationLine) => void): Promise<boolean> {
    await this.analyzeWhatIsNew();
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      const reader = new Tx(manager, this.clock.now());
      let holds = true;
      for (const { options, target } of this.checks()) {
        const result = await target.check(reader);
        holds &&= result.breaks.length === 0;
        report({ ...options, ...result });
      }
      return holds;
    });
  }

  /** Checks read whole tables: planned for an empty one, a comparison of 50,000 rows just imported takes minutes. */
  private async analyzeWhatIsNew(): Promise<void> {
    const rows = await this.source.query<{ name: string }[]>(
      `SELECT relid::regclass::text AS name FROM pg_stat_user_tables
        WHERE schemaname = current_schema() AND n_mod_since_analyze > greatest(1000, n_live_tup / 2) AND NOT pg_is_in_recovery()`,
    );
    if (rows.length > 0)
      await this.source.query(`ANALYZE (SKIP_LOCKED) ${rows.map(({ name }) => name).join(', ')}`);
  }

  private checks(): { options: CheckOptions; target: Checks }[] {
    const found = this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      const options =
        typeof metatype === 'function'
          ? this.reflector.get<CheckOptions | undefined>(RECONCILE_CHECK, metatype)
          : undefined;
      return options ? [{ options, target: instance as Checks }] : [];
    });
    return found.toSorted((a, b) =>
      a.options.invariant.localeCompare(b.options.invariant, 'en', { numeric: true }),
    );
  }
}
