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
import { IndicatorTreeView } from '../api/industry/indicator-tree-view';
import { IndicatorTree } from '../api/industry/indicator-tree.type';
import { IndustryIndicatorEnum } from '../api/industry/indicator.enums';
import type { IndustryIndicator } from '../domain/industry-portion';

@Resolver()
export class ShowIndicatorTree {
  constructor(private readonly view: IndicatorTreeView) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => IndicatorTree, {
    description:
      'Targets of an indicator and what parks bring toward them, below a region in the caller’s own; of the year of the day asked for',
  })
  indicatorTree(
    @Args('indicator', { type: () => IndustryIndicatorEnum }) indicator: IndustryIndicator,
    @Args('regionCode', {
      type: () => RegionCode,
      nullable: true,
      description: 'Null: an office’s own region; for auditors and operations the whole western side',
    })
    regionCode: string | null,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<IndicatorTree> {
    return this.view.of(actor, indicator, regionCode ?? null, asOf ?? null);
  }
}
