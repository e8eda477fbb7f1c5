import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  Clock,
  Cursors,
  PageArgs,
  ReadReplica,
  businessDateOf,
  connectionOf,
  pageOf,
  readPage,
  type BusinessDate,
  type Page,
} from '../../platform/index';
import { CountingSchemeEnum } from '../api/counting-scheme.enum';
import { CountingSchemeOverview, type CountingRule } from '../api/scheme-overview.type';
import type { RuleVersion } from '../domain/rule-version';
import { confirmationWords, datedRulesOf, priorityWords } from '../domain/rule-words';
import { RuleVersions } from '../storage/rule-versions';
import { SchemeRows, type SchemeRow } from '../storage/scheme-rows';

const CountingSchemeConnection = connectionOf(CountingSchemeOverview, 'CountingSchemeOverview');
const CODES = Object.keys(CountingSchemeEnum);

/** What counts, and why: as open to everybody as the documents it is made of. */
@Resolver()
export class BrowseSchemes {
  constructor(
    private readonly schemes: SchemeRows,
    private readonly rules: RuleVersions,
    private readonly database: ReadReplica,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => CountingSchemeConnection, {
    description: 'Every scheme with its rule of a day in words, and all its versions',
  })
  async countingSchemes(
    @Args('on', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    on: BusinessDate | null,
    @Args() page: PageArgs,
  ): Promise<Page<CountingSchemeOverview>> {
    const request = readPage(this.cursors, 'countingSchemes', page);
    const slice = { after: request.after?.[0], fetch: request.fetch };
    const [rows, inForce] = await Promise.all([
      this.schemes.page(CODES, slice),
      this.rules.inForce(this.database, on ?? businessDateOf(this.clock.now())),
    ]);
    const byScheme = new Map(inForce.map((rule) => [rule.scheme, rule]));
    return pageOf(this.cursors, 'countingSchemes', request, rows, {
      node: (row) => overviewOf(row, byScheme.get(row.scheme)),
      keyOf: ({ position }) => [position],
      totalCount: () => this.schemes.count(CODES),
    });
  }
}

function overviewOf(row: SchemeRow, rule: RuleVersion | undefined): CountingSchemeOverview {
  const { scheme, nameZh: zh, nameEn: en, versions } = row;
  return { scheme, name: { zh, en }, rule: rule ? ruleOf(row, rule) : null, versions: [...versions] };
}

function ruleOf({ versions }: SchemeRow, rule: RuleVersion): CountingRule | null {
  const stored = versions.find(({ id }) => id === rule.id);
  if (!stored) return null;
  const { regime, unit, modes, textZh, textEn, conditions, sourceDocument, verified } = rule;
  return {
    ...stored,
    regime,
    unit,
    modes: [...modes],
    text: { zh: textZh, en: textEn },
    confirmation: confirmationWords(rule),
    priority: priorityWords(rule),
    conditions: conditions.map(({ reason, zh, en }) => ({ code: reason, zh, en })),
    datedRules: datedRulesOf(rule),
    sourceDocument,
    verified,
  };
}
