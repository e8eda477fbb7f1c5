import { Args, Query, Resolver } from '@nestjs/graphql';
import { PARTY_READERS, type CommitmentUnit } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { CountingPeriodType, PeriodEntry } from '../api/counting-period.type';
import { indicatorAmount } from '../api/industry/indicator-amount.type';
import { moneyOf } from '../api/money-of';
import { PeriodReader } from '../api/period-reader';
import { readable } from '../api/readable';
import { PeriodEntryRows, type PeriodEntryRow } from '../storage/period-entry-rows';

const CountingPeriodConnection = connectionOf(CountingPeriodType, 'CountingPeriod');
const PeriodEntryConnection = connectionOf(PeriodEntry, 'PeriodEntry');

@Resolver()
export class BrowsePeriods {
  constructor(
    private readonly periods: PeriodReader,
    private readonly entries: PeriodEntryRows,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => CountingPeriodConnection, {
    description: 'The months of an agreement: state, figures of those closed, who signed, and what waits',
  })
  async countingPeriods(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CountingPeriodType>> {
    const request = readPage(this.cursors, 'countingPeriods', page);
    const rows = await this.periods.page(actor, agreementId, request.after?.[0], request.fetch);
    return pageOf(this.cursors, 'countingPeriods', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.month],
      totalCount: () => this.periods.count(actor, agreementId),
    });
  }

  @Allow(...PARTY_READERS)
  @Query(() => PeriodEntryConnection, {
    description:
      'The fixed list of a closed month, in the order of booking, as far as it lies in the office’s own region',
  })
  async countingPeriodEntries(
    @Args('periodId', { type: () => Id }) periodId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PeriodEntry>> {
    await this.periods.visibleTo(actor, periodId);
    const scope = readable(actor);
    const request = readPage(this.cursors, 'countingPeriodEntries', page);
    const slice = { after: request.after?.[0], fetch: request.fetch };
    const rows = scope ? await this.entries.page(periodId, scope, slice) : [];
    return pageOf(this.cursors, 'countingPeriodEntries', request, rows, {
      node: entryNode,
      keyOf: (row) => [row.position.toString()],
      totalCount: async () => (scope ? this.entries.count(periodId, scope) : 0),
    });
  }
}

const entryNode = ({ amountFen, unit, mode, categoryCode, ...row }: PeriodEntryRow): PeriodEntry => ({
  ...row,
  categoryCode: mode === 'INTRODUCTION' ? null : categoryCode,
  amount: unit === 'YUAN' ? moneyOf(amountFen) : null,
  value: indicatorAmount(unit as CommitmentUnit, amountFen),
});
