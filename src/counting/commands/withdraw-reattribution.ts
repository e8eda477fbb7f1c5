import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Tasks } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
} from '../../platform/index';
import { ReattributionReader } from '../api/reattribution-reader';
import { ReattributionPayload } from '../api/reattribution.type';
import { ATTRIBUTING, reattributionStates } from '../domain/reattribution.states';
import { Reattribution } from '../storage/reattribution.entity';
import { Reattributions } from '../storage/reattributions';

@InputType()
export class WithdrawReattributionInput extends ChangeInput {
  @Field(() => Id)
  reattributionId!: string;
}

@Injectable()
export class WithdrawReattribution {
  constructor(
    private readonly commands: Commands,
    private readonly reattributions: Reattributions,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: WithdrawReattributionInput) {
    return this.commands.run({ operation: 'withdrawReattribution', actor, input }, async (tx) => {
      const wish = await this.reattributions.lock(tx, actor, input.reattributionId);
      if (wish.buyerId !== actor.organizationId) throw notFound(['reattributionId']);
      tx.expectVersion(wish, input.expectedVersion);
      const state = reattributionStates.next(wish.state, 'withdraw');
      await tx.change(Reattribution, wish, { state });
      await this.tasks.close(tx, { subjectKind: 'Reattribution', subjectId: wish.id });
      await this.audit.record(tx, {
        actor,
        action: 'withdrawReattribution',
        subjectKind: 'Reattribution',
        subjectId: wish.id,
        fromState: wish.state,
        toState: state,
      });
      return { reattributionId: wish.id };
    });
  }
}

@Resolver()
export class WithdrawReattributionResolver {
  constructor(
    private readonly useCase: WithdrawReattribution,
    private readonly reattributions: ReattributionReader,
  ) {}

  @Allow(...ATTRIBUTING)
  @Mutation(() => ReattributionPayload)
  async withdrawReattribution(
    @Args('input') input: WithdrawReattributionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReattributionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ reattributionId }) => ({
      reattribution: await this.reattributions.visibleTo(actor, reattributionId),
    }));
  }
}
