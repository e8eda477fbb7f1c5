import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
} from '../../platform/index';
import { CountingRestatementPayload } from '../api/restatement.type';
import { RestatementReader } from '../api/restatement-reader';
import { restatementStates } from '../domain/restatement.states';
import { CountingRestatement } from '../storage/counting-restatement.entity';
import { RestatementDesk } from '../storage/restatement-desk';
import { RestatementWork } from '../storage/restatement-work';

@InputType()
export class WithdrawRestatementInput extends ChangeInput {
  @Field(() => Id)
  restatementId!: string;
}

/** Either province ends it before both have signed: the month stays as it was. */
@Injectable()
export class WithdrawRestatement {
  constructor(
    private readonly commands: Commands,
    private readonly desk: RestatementDesk,
    private readonly work: RestatementWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: WithdrawRestatementInput) {
    return this.commands.run({ operation: 'withdrawRestatement', actor, input }, async (tx) => {
      const hand = await this.desk.take(tx, actor, input.restatementId, input.expectedVersion);
      const { restatement, agreement } = hand;
      const state = restatementStates.next(restatement.state, 'withdraw');
      const over = await tx.change(CountingRestatement, restatement, { state, decidedAt: tx.at });
      await this.work.over(tx, over, agreement);
      await this.audit.record(tx, {
        actor,
        action: 'withdrawRestatement',
        subjectKind: 'CountingRestatement',
        subjectId: restatement.id,
        fromState: restatement.state,
        toState: state,
      });
      return { restatementId: restatement.id };
    });
  }
}

@Resolver()
export class WithdrawRestatementResolver {
  constructor(
    private readonly useCase: WithdrawRestatement,
    private readonly restatements: RestatementReader,
  ) {}

  @Allow(Role.COORD_PROV)
  @Mutation(() => CountingRestatementPayload)
  async withdrawRestatement(
    @Args('input') input: WithdrawRestatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingRestatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ restatementId }) => ({
      restatement: await this.restatements.visibleTo(actor, restatementId),
    }));
  }
}
