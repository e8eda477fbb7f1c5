import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  Cursors,
  PageArgs,
  RegionCode,
  connectionOf,
  pageOf,
  readPage,
  type Page,
} from '../../platform/index';
import { PairingReader } from '../api/pairing-reader';
import { PairingLevelEnum, PairingType } from '../api/pairing.type';
import type { PairingLevel } from '../domain/pairing-level';

const PairingConnection = connectionOf(PairingType, 'Pairing');

@InputType()
export class PairingFilterInput {
  @Field(() => BusinessDay, { nullable: true, description: 'In force that day; every state, if not given' })
  on?: string | null;

  @Field(() => PairingLevelEnum, { nullable: true })
  level?: PairingLevel | null;

  @Field(() => RegionCode, { nullable: true, description: 'One of the two regions lies in it' })
  within?: string | null;
}

@Resolver()
export class BrowsePairings {
  constructor(
    private readonly pairings: PairingReader,
    private readonly cursors: Cursors,
  ) {}

  @AllowPublic()
  @Query(() => PairingConnection, { name: 'pairings' })
  async browse(
    @Args() page: PageArgs,
    @Args('filter', { type: () => PairingFilterInput, nullable: true }) input: PairingFilterInput | null,
  ): Promise<Page<PairingType>> {
    const filter = { on: input?.on ?? null, level: input?.level ?? null, within: input?.within ?? null };
    const request = readPage(this.cursors, 'pairings', page);
    const rows = await this.pairings.page(filter, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'pairings', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.westRegionCode, row.eastRegionCode, row.id],
      totalCount: () => this.pairings.count(filter),
    });
  }
}
