import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  Cursors,
  PageArgs,
  ShortText,
  badInput,
  notFound,
  pageOf,
  readPage,
  type Page,
} from '../../platform/index';
import { IndustryConnection, IndustryLevelEnum, IndustryType } from '../api/industry.type';
import { industries } from '../data/industry-tree';
import type { Industry, IndustryLevel } from '../domain/industries';

const LIST = 'industries';

@InputType({ description: 'All conditions hold together' })
export class IndustryFilter {
  @Field(() => ShortText, { nullable: true, description: 'Part of a name, or the beginning of the code' })
  search?: string | null;

  @Field(() => IndustryLevelEnum, { nullable: true })
  level?: IndustryLevel | null;

  @Field(() => ShortText, { nullable: true, description: 'What stands directly below this code' })
  parentCode?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'All that stands below this code, itself first' })
  within?: string | null;
}

/** 国民经济行业分类, in the order of the standard. */
@Resolver()
export class BrowseIndustries {
  constructor(private readonly cursors: Cursors) {}

  @AllowPublic()
  @Query(() => IndustryType)
  industry(@Args('code', { type: () => ShortText }) code: string): Industry {
    const found = industries.find(code);
    if (!found) throw notFound(['code']);
    return found;
  }

  @AllowPublic()
  @Query(() => IndustryConnection, { description: 'Industries of GB/T 4754-2017, in its order' })
  industries(
    @Args() args: PageArgs,
    @Args('filter', { type: () => IndustryFilter, nullable: true }) filter: IndustryFilter | null,
  ): Page<Industry> {
    const request = readPage(this.cursors, LIST, args);
    const wanted = filter ?? {};
    for (const name of ['parentCode', 'within'] as const) requireKnown(wanted[name], name);
    const rows = industries.all.filter((industry) => passes(industry, wanted));
    const last = request.after?.[0];
    const start = last === undefined ? 0 : rows.findIndex(({ code }) => code === last) + 1;
    return pageOf(this.cursors, LIST, request, rows.slice(start, start + request.fetch), {
      node: (industry) => industry,
      keyOf: ({ code }) => [code],
      totalCount: () => Promise.resolve(rows.length),
    });
  }
}

function passes(industry: Industry, { search, level, parentCode, within }: IndustryFilter): boolean {
  if (level && industry.level !== level) return false;
  if (parentCode && industry.parentCode !== parentCode) return false;
  if (within && !industries.liesWithin(industry.code, within)) return false;
  if (!search) return true;
  const word = search.toLowerCase();
  return (
    industry.code.startsWith(search.toUpperCase()) ||
    industry.nameZh.includes(search) ||
    (industry.nameEn?.toLowerCase().includes(word) ?? false)
  );
}

/** A code that never was would find nothing for ever: that is said instead of an empty list. */
function requireKnown(code: string | null | undefined, name: string): void {
  if (code && !industries.find(code))
    throw badInput(['filter', name], { zh: '没有该行业代码', en: 'There is no such industry code' });
}
