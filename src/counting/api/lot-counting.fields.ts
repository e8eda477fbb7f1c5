import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
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
    const loader = scope.loader(this, () => this.loaderFor(scope));
    return loader.load({ unitId, lotId: lot.id });
  }

  /** All lots of a page at once, for each unit asked about. */
  private loaderFor(scope: RequestScope) {
    return new DataLoader(
      async (asked: readonly Asked[]) => {
        const units = new Map(
          [...new Set(asked.map(({ unitId }) => unitId))].map((id) => [id, this.forUnit(scope, id, asked)]),
        );
        return Promise.all(
          asked.map(async ({ unitId, lotId }) => {
            const previews = await units.get(unitId)?.catch(errorOf);
            return previews instanceof Error ? previews : (previews?.get(lotId) ?? null);
          }),
        );
      },
      { cacheKeyFn: ({ unitId, lotId }) => `${unitId}:${lotId}` },
    );
  }

  private async forUnit(scope: RequestScope, unitId: string, asked: readonly Asked[]) {
    const actor = await scope.actor();
    if (!actor) throw unauthenticated();
    await this.organizations.requireOwnUnit(this.database, actor, unitId, ['unitId']);
    const lots = asked.filter((one) => one.unitId === unitId).map(({ lotId }) => lotId);
    const previews = await this.previews.ofSeen(unitId, lots, null);
    return new Map(previews.map((preview) => [preview.lotId, preview]));
  }
}

interface Asked {
  readonly unitId: string;
  readonly lotId: string;
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
