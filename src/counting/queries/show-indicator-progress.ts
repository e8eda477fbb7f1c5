import { Args, Query, Resolver } from '@nestjs/graphql';
import { PARTY_READERS } from '../../pairing/index';
import { Allow, BusinessDay, CurrentActor, Id, type Actor, type BusinessDate } from '../../platform/index';
import { IndicatorView } from '../api/industry/indicator-view';
import {
  IndicatorGroupEnum,
  IndustryIndicatorEnum,
  type IndicatorGroup,
} from '../api/industry/indicator.enums';
import { IndicatorProgress } from '../api/industry/indicator-progress.type';
import type { IndustryIndicator } from '../domain/industry-portion';

@Resolver()
export class ShowIndicatorProgress {
  constructor(private readonly view: IndicatorView) {}

  @Allow(...PARTY_READERS)
  @Query(() => IndicatorProgress, {
    description: 'How far an agreement is with what parks bring: each indicator in its own unit',
  })
  indicatorProgress(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args('indicator', { type: () => IndustryIndicatorEnum }) indicator: IndustryIndicator,
    @Args('groupBy', { type: () => IndicatorGroupEnum, defaultValue: 'AGREEMENT' }) by: IndicatorGroup,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<IndicatorProgress> {
    return this.view.of(actor, agreementId, { indicator, by }, asOf ?? null);
  }
}
