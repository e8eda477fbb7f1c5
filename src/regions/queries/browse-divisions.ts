import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  businessDateOf,
  Clock,
  Cursors,
  PageArgs,
  RegionCode,
  ShortText,
  type BusinessDate,
  type Page,
} from '../../platform/index';
import { Division, DivisionConnection, divisionOn } from '../api/division.type';
import { DesignationEnum, DivisionLevelEnum } from '../api/enums';
import { pageInMemory } from '../api/page-in-memory';
import type { Designation } from '../domain/county-designations';
import { liesWithin } from '../domain/division-ancestry';
import { levelOf, type DivisionLevel } from '../domain/division-kind';
import type { DivisionPeriod } from '../domain/division-lineage';
import type { RegionFacts } from '../domain/region-facts';
import { Regions } from '../storage/regions';

@InputType()
export class DivisionFilter {
  @Field(() => BusinessDay, { nullable: true, description: 'Today, if not given' })
  on?: BusinessDate | null;

  @Field(() => DivisionLevelEnum, { nullable: true })
  level?: DivisionLevel | null;

  @Field(() => RegionCode, { nullable: true, description: 'A province or prefecture; itself is in it' })
  within?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Part of the name, or the beginning of the code' })
  search?: string | null;

  @Field(() => DesignationEnum, { nullable: true })
  designation?: Designation | null;
}

@Resolver()
export class BrowseDivisions {
  constructor(
    private readonly regions: Regions,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => DivisionConnection, { description: 'Places in force on a day, by code' })
  async divisions(
    @Args() page: PageArgs,
    @Args('filter', { type: () => DivisionFilter, nullable: true }) filter: DivisionFilter | null,
  ): Promise<Page<Division | null>> {
    const facts = await this.regions.facts();
    const on = filter?.on ?? businessDateOf(this.clock.now());
    const rows = facts.lineage.allOn(on).filter((period) => passes(period, filter ?? {}, facts, on));
    return pageInMemory(this.cursors, 'divisions', page, rows, {
      keyOf: (period) => period.code,
      node: (period) => divisionOn(facts, period.code, on),
    });
  }
}

function passes(
  period: DivisionPeriod,
  filter: DivisionFilter,
  facts: RegionFacts,
  on: BusinessDate,
): boolean {
  const { level, within, search, designation } = filter;
  if (level && levelOf(period.code) !== level) return false;
  if (within && !liesWithin(period.code, within)) return false;
  if (search && !period.name.includes(search) && !period.code.startsWith(search)) return false;
  return !designation || facts.designations.designationsOf(period.code, on).includes(designation);
}
