import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LotType } from '../../catalog/index';
import { Organizations } from '../../organizations/index';
import { Database, Id, unauthenticated, type RequestScope } from '../../platform/index';
import { LotPreview, PreviewedLot } from './lot-preview';

/** Counting's own field on the catalogue's lot. */
@Resolver(() => LotType)
export class LotCountingFields {
  constructor(
    private readonly previews: LotPreview,
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => PreviewedLot, {
    nullable: true,
    description:
      'Toward which agreement it would count for one of the caller’s own units, or why not; as of today',
  })
  async wouldCountToward(
    @Parent() lot: LotType,
    @Args('unitId', { type: () => Id }) unitId: string,
    @Context('scope') scope: RequestScope,
  ): Promise<PreviewedLot | null> {
    const actor = await scope.actor();
    if (!actor) throw unauthenticated();
    await this.organizations.requireOwnUnit(this.database, actor, unitId, ['unitId']);
    return (await this.previews.of(actor, unitId, [lot.id], null))[0] ?? null;
  }
}
