import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Decimal,
  Id,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Tx,
} from '../../platform/index';
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { commitmentRefusals, type LeafTarget } from '../domain/commitment.rules';
import { INDICATORS, storedTarget, type CommitmentUnit } from '../domain/indicators';
import { partyOf } from '../domain/office';
import { agreementRefusals, pairingRefusals } from '../domain/pairing.refusals';
import { COORDINATORS } from '../domain/pairing.states';
import { AgreementDrafts } from '../storage/agreement-drafts';
import { AgreementsRepository } from '../storage/agreements.repository';
import type { AnnualAgreement } from '../storage/annual-agreement.entity';

@InputType()
export class LeafTargetInput {
  @Field(() => Id, { description: 'A pairing below the agreement' })
  pairingId!: string;

  @Field(() => Decimal)
  target!: string;
}

@InputType()
export class SetCommitmentInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => ShortText, { description: 'Code of the indicator, e.g. CON-1' })
  indicator!: string;

  @Field(() => BusinessDay)
  dueOn!: string;

  @Field(() => Decimal, { description: '本级: what no lower pairing covers' })
  ownTarget!: string;

  @Field(() => [LeafTargetInput], { defaultValue: [] })
  leaves!: LeafTargetInput[];
}

/** Sets one indicator's targets by leaf in the draft; a frozen draft with its signatures is void from then on. */
@Injectable()
export class SetCommitment {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly drafts: AgreementDrafts,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SetCommitmentInput) {
    return this.commands.run({ operation: 'setCommitment', actor, input }, async (tx) => {
      const agreement = await this.agreements.lockFor(tx, actor, input.agreementId);
      tx.expectVersion(agreement, input.expectedVersion);
      if (!partyOf(actor, agreement)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      const { unit } =
        INDICATORS.get(input.indicator) ?? refuse(agreementRefusals.INDICATOR_UNKNOWN(['indicator']));
      const leaves = leavesOf(input, unit);
      await this.requireSound(tx, agreement, input, leaves);
      const open = await this.drafts.reopen(tx, agreement);
      await this.agreements.setLeaves(tx, open, { indicator: input.indicator, unit, leaves });
      await this.agreements.addPreparer(tx, open, actor);
      await this.audit.record(tx, {
        actor,
        action: 'setCommitment',
        subjectKind: 'AnnualAgreement',
        subjectId: agreement.id,
        fromState: agreement.state,
        toState: open.state,
        data: { indicator: input.indicator, draftNumber: open.draftNumber },
      });
      return { agreementId: agreement.id };
    });
  }

  private async requireSound(
    tx: Tx,
    agreement: AnnualAgreement,
    { indicator, dueOn }: SetCommitmentInput,
    leaves: readonly LeafTarget[],
  ): Promise<void> {
    await this.drafts.requireBelow(tx, agreement, leaves);
    const inForce = await this.agreements.leavesOf(tx, agreement.id, agreement.inForceDraft, indicator);
    const facts = { year: agreement.year, today: businessDateOf(tx.at), dueOn, leaves, inForce };
    const refusals = commitmentRefusals(facts);
    if (refusals.length > 0) throw new Refused(refusals);
  }
}

@Resolver()
export class SetCommitmentResolver {
  constructor(
    private readonly useCase: SetCommitment,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => AgreementPayload)
  async setCommitment(
    @Args('input') input: SetCommitmentInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}

function leavesOf(input: SetCommitmentInput, unit: CommitmentUnit): LeafTarget[] {
  const read = (text: string, path: (string | number)[]) =>
    storedTarget(unit, text) ?? refuse(agreementRefusals.TARGET_MALFORMED(path));
  const { dueOn } = input;
  return [
    { pairingId: null, target: read(input.ownTarget, ['ownTarget']), dueOn },
    ...input.leaves.map(({ pairingId, target }, index) => ({
      pairingId,
      target: read(target, ['leaves', index, 'target']),
      dueOn,
    })),
  ];
}
