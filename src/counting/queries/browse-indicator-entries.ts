import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS, AgreementReader, type CommitmentUnit } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { IndicatorEntry } from '../api/industry/indicator-entry.type';
import { indicatorAmount } from '../api/industry/indicator-amount.type';
import { IndustryIndicatorEnum } from '../api/industry/indicator.enums';
import { scopeOf } from '../api/progress-view';
import { readable } from '../api/readable';
import type { IndustryIndicator } from '../domain/industry-portion';
import { monthOf } from '../domain/portion';
import { reversalText } from '../domain/reversal-reasons';
import { IndicatorEntryRows, type IndicatorEntryRow } from '../storage/industry/indicator-entry-rows';

const IndicatorEntryConnection = connectionOf(IndicatorEntry, 'IndicatorEntry');

@InputType()
export class IndicatorEntryFilter {
  @Field(() => RegionCode, { nullable: true })
  countyCode?: string | null;

  @Field(() => BusinessDay, { nullable: true, description: 'Any day of the month it is booked in' })
  month?: string | null;
}

@Resolver()
export class BrowseIndicatorEntries {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly entries: IndicatorEntryRows,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => IndicatorEntryConnection, {
    description: 'What an indicator’s progress is made of, as far as it lies in the office’s own region',
  })
  async indicatorEntries(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args('indicator', { type: () => IndustryIndicatorEnum }) indicator: IndustryIndicator,
    @Args() page: PageArgs,
    @Args('filter', { type: () => IndicatorEntryFilter, nullable: true }) input: IndicatorEntryFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<IndicatorEntry>> {
    const progress = scopeOf(await this.agreements.visibleTo(actor, agreementId));
    const scope = readable(actor);
    const filter = {
      countyCode: input?.countyCode ?? null,
      month: input?.month ? monthOf(input.month) : null,
    };
    const request = readPage(this.cursors, 'indicatorEntries', page);
    const slice = { after: request.after?.[0], fetch: request.fetch };
    const asked = scope && { progress, indicator, scope, filter };
    return pageOf(
      this.cursors,
      'indicatorEntries',
      request,
      asked ? await this.entries.page(asked, slice) : [],
      {
        node,
        keyOf: (row) => [row.position.toString()],
        totalCount: async () => (asked ? this.entries.count(asked) : 0),
      },
    );
  }
}

function node({ amount, unit, reasonCode, ...row }: IndicatorEntryRow): IndicatorEntry {
  return {
    ...row,
    amount: indicatorAmount(unit as CommitmentUnit, amount),
    reason: reasonCode === null ? null : { code: reasonCode, ...reversalText(reasonCode) },
  };
}
