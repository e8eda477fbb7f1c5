import {
  Context,
  Field,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
  registerEnumType,
} from '@nestjs/graphql';
import { connectionOf, type RequestScope } from '../../platform/index';
import { INDUSTRY_EDITION, industries } from '../data/industry-tree';
import { INDUSTRY_LEVELS, type Industry, type IndustryLevel } from '../domain/industries';

export const IndustryLevelEnum = Object.fromEntries(INDUSTRY_LEVELS.map((name) => [name, name]));
registerEnumType(IndustryLevelEnum, {
  name: 'IndustryLevel',
  valuesMap: {
    SECTION: { description: '门类: a letter' },
    DIVISION: { description: '大类: two digits' },
    GROUP: { description: '中类: three digits' },
    CLASS: { description: '小类: four digits' },
  },
});

@ObjectType('Industry', { description: '国民经济行业分类' })
export class IndustryType {
  @Field()
  code!: string;

  @Field()
  nameZh!: string;

  @Field(() => String, { nullable: true, description: 'Of sections and divisions; our translation' })
  nameEn!: string | null;

  @Field(() => IndustryLevelEnum)
  level!: IndustryLevel;

  @Field(() => String, { nullable: true })
  parentCode!: string | null;

  @Field()
  sectionCode!: string;

  @Field({ description: 'False: from one copy of the standard only' })
  verified!: boolean;
}

export const IndustryConnection = connectionOf(IndustryType, 'Industry');

@Resolver(() => IndustryType)
export class IndustryResolver {
  @ResolveField(() => String, { description: "In the caller's language where there is one" })
  name(@Parent() { nameZh, nameEn }: Industry, @Context('scope') scope: RequestScope): string {
    return scope.locale === 'en' ? (nameEn ?? nameZh) : nameZh;
  }

  @ResolveField(() => [String], { description: 'Codes from the section down to this one' })
  line(@Parent() { code }: Industry): string[] {
    return industries.lineOf(code);
  }

  @ResolveField(() => String, { description: 'The standard and its amendment' })
  sourceDocument(): string {
    return INDUSTRY_EDITION;
  }
}
