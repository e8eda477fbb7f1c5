import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock, businessDateOf } from '../../platform/index';
import { ContestedFigures } from '../storage/contested-figures';
import { RulesOfDay } from '../storage/rules-of-day';
import { moneyOf } from './money-of';
import { pastDay, scopeOf } from './progress-view';
import { CountingProgress, ProgressContested, type ShownProgress } from './progress.type';

/** What of a progress is read only where it is asked for: most ask for the amounts. */
@Resolver(() => CountingProgress)
export class ProgressMore {
  constructor(
    private readonly contests: ContestedFigures,
    private readonly rules: RulesOfDay,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => ProgressContested)
  async contested(@Parent() { agreement, asOf }: ShownProgress): Promise<ProgressContested> {
    const past = pastDay(asOf, businessDateOf(this.clock.now()));
    const { portions, fen } = await this.contests.of(scopeOf(agreement), past);
    return { portions, amount: moneyOf(fen) };
  }

  @ResolveField(() => String, { nullable: true })
  async regime(@Parent() { agreement, asOf }: ShownProgress): Promise<string | null> {
    return (await this.rules.on(agreement.kind, asOf)).regime;
  }

  @ResolveField(() => String, { nullable: true })
  async ruleVersion(@Parent() { agreement, asOf }: ShownProgress): Promise<string | null> {
    return (await this.rules.on(agreement.kind, asOf)).ruleVersion;
  }
}
