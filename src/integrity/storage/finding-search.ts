import { Injectable } from '@nestjs/common';
import {
  addDays,
  Database,
  Transactions,
  startOfBusinessDate,
  type BusinessDate,
} from '../../platform/index';
import { Regions, ratioOf, wholeNumberOf } from '../../regions/index';
import { findingsOf } from '../domain/findings-of';
import { WHOLE_BASIS_POINTS } from '../domain/shares';
import { thresholdsOn } from './dated-thresholds';
import { FindingBook } from './finding-book';
import { FindingOwners } from './finding-owners';
import { MarketFeeder } from './market-feeder';

const YEAR_DAYS = 365;

/** Looks through a year of trade by the rules of the day, and gives what is new to its owner. */
@Injectable()
export class FindingSearch {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly regions: Regions,
    private readonly feeder: MarketFeeder,
    private readonly owners: FindingOwners,
    private readonly book: FindingBook,
  ) {}

  async isDone(on: BusinessDate): Promise<boolean> {
    return (
      (await this.database.one('SELECT 1 AS done FROM finding_searches WHERE searched_on = $1', [on])) !==
      null
    );
  }

  /** How many are new. Each is added alone: a search that is broken off goes on the next time. */
  async run(on: BusinessDate): Promise<number> {
    const at = thresholdsOn((await this.regions.facts()).rows.rules, on);
    if (at === null) return 0;
    const found = findingsOf(await this.feeder.read(this.database, addDays(on, -YEAR_DAYS), on), at);
    const days = wholeNumberOf(await this.regions.rule('FINDING_ANSWER_DAYS', on));
    const worse = ratioOf(await this.regions.rule('FINDING_REOPEN_WORSE', on));
    const reopenWorseBp = (worse.numerator * WHOLE_BASIS_POINTS) / worse.denominator;
    const dueAt = startOfBusinessDate(addDays(on, days + 1));
    let added = 0;
    for (const finding of found)
      await this.transactions.run(async (tx) => {
        const owner = await this.owners.of(tx, finding);
        if (owner && (await this.book.add(tx, finding, { ...owner, dueAt, reopenWorseBp }))) added += 1;
      });
    await this.transactions.run((tx) =>
      tx.query('INSERT INTO finding_searches VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [on, added, tx.at]),
    );
    return added;
  }
}
