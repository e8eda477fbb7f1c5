import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { MatchRunReader } from '../api/match-run-reader';
import { MatchRunPayload } from '../api/match-run.payload';
import { RUN_REQUESTERS } from '../domain/match-readers';
import { matchRefusals } from '../domain/match.refusals';
import { MatchRuns } from '../storage/match-runs';
import { RunFacts } from '../storage/run-facts';
import { RunInputs } from '../storage/run-inputs';

@InputType()
export class RequestMatchRunInput extends CommandInput {
  @Field(() => BusinessDay, {
    nullable: true,
    description: 'A past day: its lists and rules on the present stock, to be looked at; null is today',
  })
  asOf?: string | null;

  @Field(() => Id, { nullable: true, description: 'Go by the stock this run froze, to be looked at' })
  stockOfRunId?: string | null;
}

/** 匹配: over everything that is wanted and on offer. It is carried out beside everything else; ask for its state. */
@Injectable()
export class RequestMatchRun {
  constructor(
    private readonly commands: Commands,
    private readonly runs: MatchRuns,
    private readonly facts: RunFacts,
    private readonly inputs: RunInputs,
  ) {}

  execute(actor: Actor, input: RequestMatchRunInput): Promise<Outcome<{ matchRunId: string }>> {
    return this.commands.run({ operation: 'requestMatchRun', actor, input }, async (tx) => {
      const today = businessDateOf(tx.at);
      const asOf = input.asOf ?? today;
      if (asOf > today) refuse(matchRefusals.AS_OF_IN_FUTURE(['asOf']));
      if (!(await this.facts.haveRulesOn(tx, asOf))) refuse(matchRefusals.AS_OF_BEFORE_RULES(['asOf']));
      const stockOf = input.stockOfRunId ?? null;
      if (stockOf) await this.requireStock(tx, stockOf);
      const live = asOf === today && stockOf === null;
      const wanted = { live, asOf, stockOf, recomputedFrom: null, inputSha256: null };
      return { matchRunId: (await this.runs.request(tx, actor, wanted)).id };
    });
  }

  private async requireStock(tx: Tx, runId: string): Promise<void> {
    const run = await this.runs.find(tx, runId);
    if (!run) throw notFound(['stockOfRunId']);
    const { reportSha256, inputSha256 } = run;
    if (!reportSha256 || !inputSha256) refuse(matchRefusals.RUN_HAS_NO_INPUT(['stockOfRunId']));
    if (!(await this.inputs.areKept(tx, inputSha256)))
      refuse(matchRefusals.RUN_INPUT_DROPPED(['stockOfRunId']));
  }
}

@Resolver()
export class RequestMatchRunResolver {
  constructor(
    private readonly useCase: RequestMatchRun,
    private readonly runs: MatchRunReader,
  ) {}

  @Allow(...RUN_REQUESTERS)
  @Mutation(() => MatchRunPayload)
  async requestMatchRun(
    @Args('input') input: RequestMatchRunInput,
    @CurrentActor() actor: Actor,
  ): Promise<MatchRunPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ matchRunId }) => ({
      matchRun: await this.runs.find(actor, matchRunId),
    }));
  }
}
