import { Args, Field, InputType, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  businessDateOf,
  Clock,
  connectionOf,
  Cursors,
  Decimal,
  PageArgs,
  RegionCode,
  type BusinessDate,
  type Page,
} from '../../platform/index';
import { RuleKeyEnum, RuleUnitEnum } from '../api/enums';
import { pageInMemory } from '../api/page-in-memory';
import { spanCovers } from '../domain/business-date';
import { ruleInForce, type DatedRule as Rule, type RuleKey, type RuleUnit } from '../domain/dated-rules';
import { ancestorCodes } from '../domain/division-ancestry';
import { Regions } from '../storage/regions';

@ObjectType({ description: 'A rule that changes with year or place' })
export class DatedRule {
  @Field(() => RuleKeyEnum)
  key!: RuleKey;

  @Field(() => RegionCode, { nullable: true, description: 'Null: national' })
  regionCode!: string | null;

  @Field(() => Decimal)
  value!: string;

  @Field(() => RuleUnitEnum)
  unit!: RuleUnit;

  @Field(() => BusinessDay)
  validFrom!: BusinessDate;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: BusinessDate | null;

  @Field()
  sourceDocument!: string;

  @Field({ description: 'False: not checked against the document' })
  verified!: boolean;
}

const DatedRuleConnection = connectionOf(DatedRule, 'DatedRule');

@InputType()
export class DatedRuleFilter {
  @Field(() => BusinessDay, {
    nullable: true,
    description: 'Only rules in force that day; all days, if not given',
  })
  on?: BusinessDate | null;

  @Field(() => RuleKeyEnum, { nullable: true })
  key?: RuleKey | null;

  @Field(() => RegionCode, { nullable: true, description: 'Only rules that can reach this place' })
  regionCode?: string | null;
}

@Resolver()
export class BrowseDatedRules {
  constructor(
    private readonly regions: Regions,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => DatedRule, { nullable: true, description: 'The rule in force; the most specific region wins' })
  async datedRule(
    @Args('key', { type: () => RuleKeyEnum }) key: RuleKey,
    @Args('on', { type: () => BusinessDay, nullable: true }) on: BusinessDate | null,
    @Args('regionCode', { type: () => RegionCode, nullable: true }) regionCode: string | null,
  ): Promise<DatedRule | null> {
    const { rows } = await this.regions.facts();
    return ruleInForce(rows.rules, key, on ?? businessDateOf(this.clock.now()), regionCode ?? null);
  }

  @AllowPublic()
  @Query(() => DatedRuleConnection)
  async datedRules(
    @Args() page: PageArgs,
    @Args('filter', { type: () => DatedRuleFilter, nullable: true }) filter: DatedRuleFilter | null,
  ): Promise<Page<DatedRule>> {
    const { rows } = await this.regions.facts();
    const rules = rows.rules
      .filter((rule) => passes(rule, filter ?? {}))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return pageInMemory(this.cursors, 'datedRules', page, rules, { keyOf, node: (rule) => rule });
  }
}

function passes(rule: Rule, { on, key, regionCode }: DatedRuleFilter): boolean {
  if (key && rule.key !== key) return false;
  if (on && !spanCovers(rule.validFrom, rule.validTo, on)) return false;
  return !regionCode || rule.regionCode === null || ancestorCodes(regionCode).includes(rule.regionCode);
}

function keyOf(rule: Rule): string {
  return `${rule.key} ${rule.regionCode ?? ''} ${rule.validFrom}`;
}
