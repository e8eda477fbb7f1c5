import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { PairingKindEnum, PairingType } from '../api/pairing.type';
import { RelationReader } from '../api/relation-reader';
import { PARTY_READERS } from '../domain/pairing.states';

const RelationConnection = connectionOf(PairingType, 'Relation');

@Resolver()
export class BrowseRelations {
  constructor(
    private readonly reader: RelationReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => RelationConnection, {
    description:
      'Relations of every scheme one is a side of, or whose region one’s office oversees; newest first',
  })
  async relations(
    @Args() page: PageArgs,
    @Args('kind', { type: () => PairingKindEnum, nullable: true }) kind: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PairingType>> {
    const request = readPage(this.cursors, 'relations', page);
    const rows = await this.reader.page(actor, kind ?? null, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'relations', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.validFrom, row.id],
      totalCount: () => this.reader.count(actor, kind ?? null),
    });
  }
}
