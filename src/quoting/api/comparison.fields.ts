import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Organizations } from '../../organizations/index';
import { Database, type RequestScope } from '../../platform/index';
import { AnnouncedReservations } from '../../supply/index';
import { ComparedHarvest, ComparedOffer } from './comparison.type';

/** What of an offer other domains know: whose goods they are, and how sure a harvest to come is. */
@Resolver(() => ComparedOffer)
export class ComparedOfferFields {
  constructor(
    private readonly announced: AnnouncedReservations,
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => ComparedHarvest, { nullable: true, description: 'Null of a lot' })
  harvest(
    @Parent() { forwardSupplyId }: ComparedOffer,
    @Context('scope') scope: RequestScope,
  ): Promise<ComparedHarvest | null> | null {
    if (forwardSupplyId === null) return null;
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.harvests(ids)))
      .load(forwardSupplyId);
  }

  @ResolveField(() => String)
  sellerName(@Parent() { sellerId }: ComparedOffer, @Context('scope') scope: RequestScope): Promise<string> {
    return scope
      .loader(ComparedOfferFields, () => new DataLoader((ids: readonly string[]) => this.names(ids)))
      .load(sellerId);
  }

  private async harvests(ids: readonly string[]): Promise<(ComparedHarvest | null)[]> {
    const ranges = await this.announced.ranges(this.database, ids);
    return ids.map((id) => ranges.get(id) ?? null);
  }

  private async names(ids: readonly string[]): Promise<string[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => known.get(id)?.name ?? '');
  }
}
