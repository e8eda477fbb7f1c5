import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Organizations, Role } from '../../organizations/index';
import { Allow, CurrentActor, Database, Id, badInput, type Actor } from '../../platform/index';
import { LotPreview, PreviewedLot } from '../api/lot-preview';

const LARGEST_BASKET = 50;

@ObjectType({ description: 'Toward which agreement a basket would count, or why not; judged as of today' })
export class CountingPreview {
  @Field(() => [PreviewedLot])
  lots!: PreviewedLot[];
}

@Resolver()
export class PreviewCounting {
  constructor(
    private readonly previews: LotPreview,
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => CountingPreview)
  async countingPreview(
    @Args('unitId', { type: () => Id }) unitId: string,
    @Args('lotIds', { type: () => [Id] }) lotIds: string[],
    @Args('pairingChoice', { type: () => Id, nullable: true }) pairingChoice: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<CountingPreview> {
    const distinct = [...new Set(lotIds)];
    if (distinct.length === 0 || distinct.length > LARGEST_BASKET)
      throw badInput(['lotIds'], { zh: `1–${LARGEST_BASKET} 个批次`, en: `1 to ${LARGEST_BASKET} lots` });
    await this.organizations.requireOwnUnit(this.database, actor, unitId, ['unitId']);
    return { lots: await this.previews.of(actor, unitId, distinct, pairingChoice ?? null) };
  }
}
