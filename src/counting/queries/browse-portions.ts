import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS, AgreementReader } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  ShortText,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { moneyOf } from '../api/money-of';
import { CountedPortion, UncountedPortion } from '../api/portion.type';
import { scopeOf } from '../api/progress-view';
import { readable } from '../api/readable';
import { reasonText } from '../domain/count-reasons';
import { monthOf } from '../domain/portion';
import { reversalText } from '../domain/reversal-reasons';
import { PortionRows, type CountedRow, type UncountedRow } from '../storage/portion-rows';

const CountedPortionConnection = connectionOf(CountedPortion, 'CountedPortion');
const UncountedPortionConnection = connectionOf(UncountedPortion, 'UncountedPortion');

@InputType()
export class CountedPortionFilter {
  @Field(() => RegionCode, { nullable: true })
  countyCode?: string | null;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'Any day of the month: of the row 2026-03, 2026-03-01',
  })
  month?: string | null;

  @Field(() => ShortText, { nullable: true })
  categoryCode?: string | null;

  @Field(() => Id, { nullable: true, description: 'Of one order' })
  orderId?: string | null;
}

@InputType()
export class UncountedPortionFilter {
  @Field(() => Id, { nullable: true, description: 'Of one order' })
  orderId?: string | null;
}

@Resolver()
export class BrowsePortions {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly portions: PortionRows,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => CountedPortionConnection, {
    description: 'What an agreement’s progress is made of, as far as it lies in the office’s own region',
  })
  async countedPortions(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => CountedPortionFilter, nullable: true }) input: CountedPortionFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CountedPortion>> {
    const progress = scopeOf(await this.agreements.visibleTo(actor, agreementId));
    const scope = readable(actor);
    const filter = {
      countyCode: input?.countyCode ?? null,
      month: input?.month ? monthOf(input.month) : null,
      categoryCode: input?.categoryCode ?? null,
      orderId: input?.orderId ?? null,
    };
    const request = readPage(this.cursors, 'countedPortions', page);
    const slice = { after: request.after?.[0], fetch: request.fetch };
    const rows = scope ? await this.portions.counted(progress, scope, filter, slice) : [];
    return pageOf(this.cursors, 'countedPortions', request, rows, {
      node: countedNode,
      keyOf: (row) => [row.position.toString()],
      totalCount: async () => (scope ? this.portions.countCounted(progress, scope, filter) : 0),
    });
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => UncountedPortionConnection, {
    description:
      'What does not count, in the office’s own region; with an agreement: between its two regions in its year',
  })
  async uncountedPortions(
    @Args() page: PageArgs,
    @Args('agreementId', { type: () => Id, nullable: true }) agreementId: string | null,
    @Args('filter', { type: () => UncountedPortionFilter, nullable: true })
    input: UncountedPortionFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<UncountedPortion>> {
    const orderId = input?.orderId ?? null;
    const progress = agreementId ? scopeOf(await this.agreements.visibleTo(actor, agreementId)) : null;
    const scope = readable(actor);
    const request = readPage(this.cursors, 'uncountedPortions', page);
    const slice = { after: request.after?.[0], fetch: request.fetch };
    const rows = scope ? await this.portions.uncounted(scope, progress, orderId, slice) : [];
    return pageOf(this.cursors, 'uncountedPortions', request, rows, {
      node: uncountedNode,
      keyOf: (row) => [row.position.toString()],
      totalCount: async () => (scope ? this.portions.countUncounted(scope, progress, orderId) : 0),
    });
  }
}

function countedNode({ grossFen, reversedFen, reversalReasons, ...row }: CountedRow): CountedPortion {
  return {
    ...row,
    gross: moneyOf(grossFen),
    reversed: moneyOf(reversedFen),
    net: moneyOf(grossFen - reversedFen),
    reversalReasons: reversalReasons.map((code) => ({ code, ...reversalText(code) })),
  };
}

function uncountedNode({ amountFen, reasons, ...row }: UncountedRow): UncountedPortion {
  return {
    ...row,
    amount: moneyOf(amountFen),
    reasons: reasons.map((code) => ({ code, ...reasonText(code, row.scheme) })),
  };
}
