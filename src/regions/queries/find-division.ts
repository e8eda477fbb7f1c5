import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  businessDateOf,
  Clock,
  RegionCode,
  type BusinessDate,
} from '../../platform/index';
import { Division, divisionOn } from '../api/division.type';
import { Regions } from '../storage/regions';

const onDay = { type: () => BusinessDay, nullable: true, description: 'Today, if not given' };

@Resolver()
export class FindDivision {
  constructor(
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => Division, { nullable: true, description: 'Null where the code was not valid on the day' })
  async division(
    @Args('code', { type: () => RegionCode }) code: string,
    @Args('on', onDay) on: BusinessDate | null,
  ): Promise<Division | null> {
    return divisionOn(await this.regions.facts(), code, on ?? businessDateOf(this.clock.now()));
  }

  @AllowPublic()
  @Query(() => [Division], {
    description: 'What a code of one day has become by another; several after a split',
  })
  async divisionSuccessors(
    @Args('code', { type: () => RegionCode }) code: string,
    @Args('asOf', { type: () => BusinessDay }) asOf: BusinessDate,
    @Args('on', onDay) on: BusinessDate | null,
  ): Promise<Division[]> {
    const facts = await this.regions.facts();
    const day = on ?? businessDateOf(this.clock.now());
    const codes = facts.lineage.successorsOn(code, asOf, day);
    return codes.map((one) => divisionOn(facts, one, day)).filter((one) => one !== null);
  }
}
