import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, Role, SigningPassword } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Tx,
} from '../../platform/index';
import { CountingDisputePayload } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { disputeStates } from '../domain/dispute.states';
import { CountingDispute } from '../storage/counting-dispute.entity';
import { DisputeDecisions } from '../storage/dispute-decisions';
import { DisputeDesk } from '../storage/dispute-desk';
import { DisputeWork } from '../storage/dispute-work';
import { JointDecisions } from '../storage/joint-decisions';

@InputType()
export class SignDisputeDecisionInput extends ChangeInput {
  @Field(() => Id)
  disputeId!: string;

  @Field(() => ShortText, { description: 'Hash of the decision the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** A province signs under everything the decision would change; with the second signature it is carried out. */
@Injectable()
export class DecisionSigning {
  constructor(
    private readonly desk: DisputeDesk,
    private readonly decisions: DisputeDecisions,
    private readonly joint: JointDecisions,
    private readonly work: DisputeWork,
  ) {}

  async sign(tx: Tx, actor: Actor, input: SignDisputeDecisionInput): Promise<void> {
    const hand = await this.decisions.hold(tx, await this.desk.ofProvince(tx, actor, input.disputeId));
    const dispute = await this.desk.lockRow(tx, input.disputeId);
    tx.expectVersion(dispute, input.expectedVersion);
    disputeStates.next(dispute.state, 'proposeDecision');
    const held = { ...hand, dispute };
    const { decision, both } = await this.joint.sign(tx, actor, held, input.sha256);
    const action = 'signDisputeDecision';
    if (both) {
      const state = disputeStates.next(
        dispute.state,
        decision.outcome === 'UPHELD' ? 'decideFor' : 'decideAgainst',
      );
      await this.decisions.end(tx, actor, held, { state, action, decision: decision.number });
      return;
    }
    const signed = await tx.change(CountingDispute, dispute, { state: dispute.state });
    await this.work.signedBy(tx, signed, actor.organizationId);
    await this.desk.step(tx, actor, action, signed, dispute.state);
  }
}

@Injectable()
export class SignDisputeDecision {
  constructor(
    private readonly commands: Commands,
    private readonly password: SigningPassword,
    private readonly signing: DecisionSigning,
  ) {}

  execute(actor: Actor, input: SignDisputeDecisionInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signDisputeDecision', actor, input, before }, async (tx) => {
      await this.signing.sign(tx, actor, input);
      return { disputeId: input.disputeId };
    });
  }
}

@Resolver()
export class SignDisputeDecisionResolver {
  constructor(
    private readonly useCase: SignDisputeDecision,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(Role.COORD_PROV)
  @Mutation(() => CountingDisputePayload)
  async signDisputeDecision(
    @Args('input') input: SignDisputeDecisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
