import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { MatchRunReader } from '../api/match-run-reader';
import { MatchRunPayload } from '../api/match-run.payload';
import { Role } from '../../organizations/index';
import { matchRefusals } from '../domain/match.refusals';
import { MatchRuns } from '../storage/match-runs';
import { RunInputs } from '../storage/run-inputs';

@InputType()
export class RecomputeMatchRunInput extends CommandInput {
  @Field(() => Id)
  matchRunId!: string;
}

/** I25: the run again, from what it froze; `sameReport` then says whether it came out the same to the byte. */
@Injectable()
export class RecomputeMatchRun {
  constructor(
    private readonly commands: Commands,
    private readonly runs: MatchRuns,
    private readonly inputs: RunInputs,
  ) {}

  execute(actor: Actor, input: RecomputeMatchRunInput): Promise<Outcome<{ matchRunId: string }>> {
    return this.commands.run({ operation: 'recomputeMatchRun', actor, input }, async (tx) => {
      const former = await this.runs.find(tx, input.matchRunId);
      if (!former) throw notFound(['matchRunId']);
      const { asOf, inputSha256 } = former;
      if (!former.reportSha256 || !inputSha256) refuse(matchRefusals.RUN_HAS_NO_INPUT(['matchRunId']));
      if (!(await this.inputs.areKept(tx, inputSha256)))
        refuse(matchRefusals.RUN_INPUT_DROPPED(['matchRunId']));
      const wanted = { live: false, asOf, stockOf: null, recomputedFrom: former.id, inputSha256 };
      return { matchRunId: (await this.runs.request(tx, actor, wanted)).id };
    });
  }
}

@Resolver()
export class RecomputeMatchRunResolver {
  constructor(
    private readonly useCase: RecomputeMatchRun,
    private readonly runs: MatchRunReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => MatchRunPayload)
  async recomputeMatchRun(
    @Args('input') input: RecomputeMatchRunInput,
    @CurrentActor() actor: Actor,
  ): Promise<MatchRunPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ matchRunId }) => ({
      matchRun: await this.runs.find(actor, matchRunId),
    }));
  }
}
