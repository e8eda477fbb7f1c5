import { Args, Field, InputType, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  businessDateOf,
  Clock,
  connectionOf,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  type BusinessDate,
  type Page,
} from '../../platform/index';
import { Division, divisionOn } from '../api/division.type';
import { DesignationEnum } from '../api/enums';
import { pageInMemory } from '../api/page-in-memory';
import {
  codesOfEntry,
  DESIGNATION_BY_LIST,
  printOrderOf,
  type Designation,
  type ListEntry,
} from '../domain/county-designations';
import { liesWithin } from '../domain/division-ancestry';
import type { RegionFacts } from '../domain/region-facts';
import { Regions } from '../storage/regions';

@ObjectType({ description: '县域名单: one line of a county list for the time it stood on it' })
export class CountyDesignation {
  @Field(() => Id)
  id!: string;

  @Field(() => DesignationEnum)
  designation!: Designation;

  @Field({ description: 'Number of the list: 832, 160' })
  list!: string;

  @Field(() => RegionCode, {
    nullable: true,
    description: 'Code on the day the list was made; null: has none',
  })
  code!: string | null;

  @Field({ description: 'Name as printed on the list' })
  name!: string;

  @Field(() => RegionCode, { description: 'Prefecture or province it is printed under' })
  parentCode!: string;

  @Field(() => [Division], { description: 'The county it stands for on the day asked about' })
  counties!: Division[];

  @Field(() => Int, { nullable: true, description: '脱贫摘帽年份' })
  yearLeftPoverty!: number | null;

  @Field(() => BusinessDay)
  validFrom!: BusinessDate;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: BusinessDate | null;

  @Field()
  sourceDocument!: string;

  @Field({ description: 'False: not checked against the document' })
  verified!: boolean;

  @Field(() => String, { nullable: true })
  note!: string | null;
}

const CountyDesignationConnection = connectionOf(CountyDesignation, 'CountyDesignation');

@InputType()
export class CountyDesignationFilter {
  @Field(() => BusinessDay, { nullable: true, description: 'Today, if not given' })
  on?: BusinessDate | null;

  @Field(() => DesignationEnum, { nullable: true })
  designation?: Designation | null;

  @Field(() => RegionCode, {
    nullable: true,
    description: 'Province, prefecture or county by the code of the day',
  })
  within?: string | null;
}

@Resolver()
export class BrowseCountyDesignations {
  constructor(
    private readonly regions: Regions,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => CountyDesignationConnection, { description: 'Entries of the county lists in force on a day' })
  async countyDesignations(
    @Args() page: PageArgs,
    @Args('filter', { type: () => CountyDesignationFilter, nullable: true })
    filter: CountyDesignationFilter | null,
  ): Promise<Page<CountyDesignation>> {
    const facts = await this.regions.facts();
    const on = filter?.on ?? businessDateOf(this.clock.now());
    const rows = facts.designations.membersOn(on).filter((entry) => passes(entry, filter ?? {}, facts, on));
    return pageInMemory(this.cursors, 'countyDesignations', page, rows, {
      keyOf: printOrderOf,
      node: (entry) => asDesignation(entry, facts, on),
    });
  }
}

function passes(
  entry: ListEntry,
  filter: CountyDesignationFilter,
  facts: RegionFacts,
  on: BusinessDate,
): boolean {
  const { designation, within } = filter;
  if (designation && DESIGNATION_BY_LIST[entry.list] !== designation) return false;
  if (!within) return true;
  const codes = codesOfEntry(entry, facts.lineage, on);
  return codes.length === 0
    ? liesWithin(entry.parentCode, within)
    : codes.some((code) => liesWithin(code, within));
}

function asDesignation(entry: ListEntry, facts: RegionFacts, on: BusinessDate): CountyDesignation {
  const codes = codesOfEntry(entry, facts.lineage, on);
  const counties = codes.map((code) => divisionOn(facts, code, on)).filter((county) => county !== null);
  return { ...entry, designation: DESIGNATION_BY_LIST[entry.list], counties };
}
