import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
} from '../../platform/index';
import { CountingDisputePayload, DisputeDecisionOutcomeEnum } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { disputeRefusals } from '../domain/dispute.refusals';
import { disputeStates, type DecisionOutcome } from '../domain/dispute.states';
import { CountingDispute } from '../storage/counting-dispute.entity';
import { DisputeDecisions } from '../storage/dispute-decisions';
import { DisputeDesk } from '../storage/dispute-desk';
import { DisputeWork } from '../storage/dispute-work';
import { JointDecisions } from '../storage/joint-decisions';

@InputType()
export class ProposeDisputeDecisionInput extends ChangeInput {
  @Field(() => Id)
  disputeId!: string;

  @Field(() => DisputeDecisionOutcomeEnum)
  outcome!: DecisionOutcome;

  @Field(() => NoteText)
  reason!: string;
}

/** 提出裁定: a province says how a dispute before it should end; an earlier proposal falls with what was signed of it. */
@Injectable()
export class ProposeDisputeDecision {
  constructor(
    private readonly commands: Commands,
    private readonly desk: DisputeDesk,
    private readonly decisions: DisputeDecisions,
    private readonly joint: JointDecisions,
    private readonly work: DisputeWork,
  ) {}

  execute(actor: Actor, input: ProposeDisputeDecisionInput) {
    return this.commands.run({ operation: 'proposeDisputeDecision', actor, input }, async (tx) => {
      const hand = await this.decisions.hold(tx, await this.desk.ofProvince(tx, actor, input.disputeId));
      const dispute = await this.desk.lockRow(tx, input.disputeId);
      tx.expectVersion(dispute, input.expectedVersion);
      if (['OPEN', 'ANSWERED'].includes(dispute.state)) refuse(disputeRefusals.NOT_ESCALATED(['disputeId']));
      const state = disputeStates.next(dispute.state, 'proposeDecision');
      await this.joint.propose(tx, actor, { ...hand, dispute }, input);
      const proposed = await tx.change(CountingDispute, dispute, { state });
      await this.work.toSign(tx, proposed, hand.agreement);
      await this.desk.step(tx, actor, 'proposeDisputeDecision', proposed, dispute.state);
      return { disputeId: dispute.id };
    });
  }
}

@Resolver()
export class ProposeDisputeDecisionResolver {
  constructor(
    private readonly useCase: ProposeDisputeDecision,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(Role.COORD_PROV)
  @Mutation(() => CountingDisputePayload, {
    description:
      'By one of the two provinces, once a dispute is before the level above; both sign, and not who proposed it',
  })
  async proposeDisputeDecision(
    @Args('input') input: ProposeDisputeDecisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
