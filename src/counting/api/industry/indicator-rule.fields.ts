import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReadReplica } from '../../../platform/index';
import type { IndustryIndicator } from '../../domain/industry-portion';
import { IndustryRules } from '../../storage/industry/industry-rules';
import { RuleWords } from '../scheme-overview.type';
import { IndicatorProgress } from './indicator-progress.type';

/** What of a progress is read only where it is asked for. */
@Resolver(() => IndicatorProgress)
export class IndicatorRuleFields {
  constructor(
    private readonly database: ReadReplica,
    private readonly rules: IndustryRules,
  ) {}

  @ResolveField(() => RuleWords, {
    nullable: true,
    description: 'What counts, and what takes back, by the rule in force on the day',
  })
  async rule(@Parent() { indicator, asOf }: IndicatorProgress): Promise<RuleWords | null> {
    const rule = await this.rules.inForce(this.database, indicator as IndustryIndicator, asOf);
    return rule && { zh: rule.textZh, en: rule.textEn };
  }
}
