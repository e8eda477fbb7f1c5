import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  RegionCode,
  ShortText,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { OrganizationKindEnum } from '../api/enums';
import { pairAfter } from '../api/keyset';
import { OrganizationConnection, OrganizationType } from '../api/organization.type';
import type { OrganizationKind } from '../domain/organization-kind';
import { Role } from '../domain/role';
import { OrganizationCards } from '../storage/organization-cards';

@InputType()
export class OrganizationFilter {
  @Field(() => ShortText, { nullable: true, description: 'Part of the name' })
  name?: string | null;

  @Field(() => OrganizationKindEnum, { nullable: true })
  kind?: OrganizationKind | null;

  @Field(() => RegionCode, { nullable: true })
  within?: string | null;
}

@Resolver()
export class BrowseOrganizations {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly cards: OrganizationCards,
  ) {}

  @AllowSignedIn()
  @Query(() => OrganizationType, { description: 'The card of an organization' })
  async organization(@Args('id', { type: () => Id }) id: string): Promise<OrganizationType> {
    return (await this.cards.find(this.database, id)) ?? this.missing();
  }

  @Allow(
    Role.PLATFORM_OPS,
    Role.AUDITOR,
    Role.COORD_COUNTY,
    Role.COORD_CITY,
    Role.COORD_PROV,
    Role.COUNTY_AGRI,
    Role.COUNTY_REVITAL,
  )
  @Query(() => OrganizationConnection, { description: 'Organizations of the region one oversees, by name' })
  async organizations(
    @Args() page: PageArgs,
    @Args('filter', { type: () => OrganizationFilter, nullable: true }) filter: OrganizationFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OrganizationType>> {
    const request = readPage(this.cursors, 'organizations', page);
    const { name, kind, within } = filter ?? {};
    const wanted = { name, kind, within };
    const search = { ...wanted, after: pairAfter(request), fetch: request.fetch };
    const rows = await this.cards.search(this.database, actor, search);
    return pageOf(this.cursors, 'organizations', request, rows, {
      node: (row): OrganizationType => row,
      keyOf: (row) => [row.name, row.id],
      totalCount: () => this.cards.count(this.database, actor, wanted),
    });
  }

  private missing(): never {
    throw notFound(['id']);
  }
}
