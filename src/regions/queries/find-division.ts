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
    @Args('on', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    on: BusinessDate | null,
  ): Promise<Division | null> {
    return divisionOn(await this.regions.facts(), code, on ?? businessDateOf(this.clock.now()));
  }
}
