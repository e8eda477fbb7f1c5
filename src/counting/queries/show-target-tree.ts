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
import { TargetTreeView } from '../api/target-tree-view';
import { CountingSchemeEnum } from '../api/counting-scheme.enum';
import { TargetTree } from '../api/target-tree.type';

@Resolver()
export class ShowTargetTree {
  constructor(private readonly view: TargetTreeView) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => TargetTree, {
    description:
      'Targets and what counts toward them, below a region in the caller’s own; of the year of the day asked for',
  })
  targetTree(
    @Args('regionCode', {
      type: () => RegionCode,
      nullable: true,
      description: 'Null: an office’s own region; for auditors and operations the whole western side',
    })
    regionCode: string | null,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @Args('scheme', { type: () => CountingSchemeEnum, defaultValue: 'EAST_WEST' }) scheme: string,
    @CurrentActor() actor: Actor,
  ): Promise<TargetTree> {
    return this.view.of(actor, regionCode ?? null, asOf ?? null, scheme);
  }
}
