import { Args, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  RegionCode,
  type Actor,
  type BusinessDate,
} from '../../platform/index';
import { SchemeTotalsView } from '../api/scheme-totals-view';
import { SchemeTotals } from '../api/scheme-totals.type';

@Resolver()
export class ShowSchemeTotals {
  constructor(private readonly view: SchemeTotalsView) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => SchemeTotals, {
    description:
      'What a western region in the caller’s own sold in each scheme, beside every amount once; of the year of the day asked for',
  })
  schemeTotals(
    @Args('regionCode', {
      type: () => RegionCode,
      nullable: true,
      description: 'Null: an office’s own region; for auditors and operations the whole western side',
    })
    regionCode: string | null,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<SchemeTotals> {
    return this.view.of(actor, regionCode ?? null, asOf ?? null);
  }
}
