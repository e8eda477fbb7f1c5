import { Args, Query, Resolver } from '@nestjs/graphql';
import { PARTY_READERS } from '../../pairing/index';
import { Allow, BusinessDay, CurrentActor, Id, type Actor, type BusinessDate } from '../../platform/index';
import { ProgressView } from '../api/progress-view';
import {
  CountingProgress,
  ProgressGroupEnum,
  type ProgressGroup,
  type ShownProgress,
} from '../api/progress.type';

@Resolver()
export class ShowProgress {
  constructor(private readonly view: ProgressView) {}

  @Allow(...PARTY_READERS)
  @Query(() => CountingProgress)
  progress(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args('groupBy', { type: () => ProgressGroupEnum, defaultValue: 'AGREEMENT' }) groupBy: ProgressGroup,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<ShownProgress> {
    return this.view.of(actor, agreementId, groupBy, asOf ?? null);
  }
}
