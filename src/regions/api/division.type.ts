import { Args, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  BusinessDay,
  businessDateOf,
  Clock,
  connectionOf,
  RegionCode,
  type BusinessDate,
} from '../../platform/index';
import type { Designation } from '../domain/county-designations';
import { fullNameOf, placeOn } from '../domain/division-ancestry';
import type { DivisionKind, DivisionLevel } from '../domain/division-kind';
import type { RegionFacts } from '../domain/region-facts';
import { Regions } from '../storage/regions';
import { DesignationEnum, DivisionKindEnum, DivisionLevelEnum } from './enums';

@ObjectType({ description: 'One name under one code; the source knows whole years only' })
export class DivisionPeriod {
  @Field()
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Null: before the records tell' })
  firstYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'Null: in force' })
  lastYear!: number | null;

  @Field(() => [RegionCode])
  successors!: readonly string[];
}

@ObjectType({ description: '行政区划: a place as it was on a day' })
export class Division {
  @Field(() => RegionCode)
  code!: string;

  @Field(() => BusinessDay, { description: 'The day this answer is about' })
  on!: BusinessDate;

  @Field()
  name!: string;

  @Field({ description: '省、市、县连写' })
  fullName!: string;

  @Field(() => DivisionLevelEnum)
  level!: DivisionLevel;

  @Field(() => DivisionKindEnum)
  kind!: DivisionKind;

  @Field({ description: '省直辖县级行政区划' })
  directlyUnderProvince!: boolean;

  @Field(() => RegionCode, { nullable: true })
  prefectureCode!: string | null;

  @Field(() => String, { nullable: true })
  prefectureName!: string | null;

  @Field(() => RegionCode)
  provinceCode!: string;

  @Field()
  provinceName!: string;

  @Field(() => String, { nullable: true, description: 'Degrees, rounded to 0.01' })
  longitude!: string | null;

  @Field(() => String, { nullable: true, description: 'Degrees, rounded to 0.01' })
  latitude!: string | null;
}

export const DivisionConnection = connectionOf(Division, 'Division');

/** The place as an answer, or null where the code was not valid on the day. */
export function divisionOn(facts: RegionFacts, code: string, on: BusinessDate): Division | null {
  const place = placeOn(facts.lineage, code, on);
  return place ? { ...place, on, fullName: fullNameOf(place) } : null;
}

@Resolver(() => Division)
export class DivisionResolver {
  constructor(
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [DesignationEnum], { description: 'Lists the county stands on that day' })
  designations(@Parent() division: Division): Promise<Designation[]> {
    return this.regions.designationsOn(division.code, division.on);
  }

  @ResolveField(() => [DivisionPeriod], { description: 'Every name and span of this code' })
  async history(@Parent() division: Division): Promise<readonly DivisionPeriod[]> {
    return (await this.regions.facts()).lineage.periodsOf(division.code);
  }

  @ResolveField(() => [Division], { description: 'What it has become by another day; several after a split' })
  async successors(
    @Parent() division: Division,
    @Args('on', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    on: BusinessDate | null,
  ): Promise<Division[]> {
    const facts = await this.regions.facts();
    const day = on ?? businessDateOf(this.clock.now());
    const codes = facts.lineage.successorsOn(division.code, division.on, day);
    return codes.map((code) => divisionOn(facts, code, day)).filter((one) => one !== null);
  }
}
