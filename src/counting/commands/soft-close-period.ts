import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
} from '../../platform/index';
import { CountingPeriodPayload } from '../api/counting-period.type';
import { PeriodReader } from '../api/period-reader';
import { monthOf } from '../domain/portion';
import { PeriodCutOff } from '../storage/period-cut-off';
import { PeriodParties } from '../storage/period-parties';

@InputType()
export class SoftClosePeriodInput extends CommandInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => BusinessDay, { description: 'Any day of the month' })
  month!: string;
}

/** 截止: from now on the month’s entries are a fixed list; the report for both sides follows by itself. */
@Injectable()
export class SoftClosePeriod {
  constructor(
    private readonly commands: Commands,
    private readonly parties: PeriodParties,
    private readonly cutOff: PeriodCutOff,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SoftClosePeriodInput) {
    return this.commands.run({ operation: 'softCloseCountingPeriod', actor, input }, async (tx) => {
      const { agreement } = await this.parties.requireParty(tx, actor, input.agreementId, ['agreementId']);
      const period = await this.cutOff.close(tx, actor, agreement, monthOf(input.month));
      await this.audit.record(tx, {
        actor,
        action: 'softCloseCountingPeriod',
        subjectKind: 'CountingPeriod',
        subjectId: period.id,
        fromState: 'OPEN',
        toState: period.state,
        data: { agreementId: agreement.id, month: period.month },
      });
      return { periodId: period.id };
    });
  }
}

@Resolver()
export class SoftClosePeriodResolver {
  constructor(
    private readonly useCase: SoftClosePeriod,
    private readonly periods: PeriodReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingPeriodPayload, {
    description:
      'Fixes the entries of a month that is over; refused while something from before is not counted',
  })
  async softCloseCountingPeriod(
    @Args('input') input: SoftClosePeriodInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingPeriodPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ periodId }) => ({
      period: await this.periods.visibleTo(actor, periodId),
    }));
  }
}
