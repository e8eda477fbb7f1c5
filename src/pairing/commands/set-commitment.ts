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
import { CommitmentUnitEnum } from '../api/agreement.type';
import { commitmentRefusals } from '../domain/commitment.rules';
import { INDICATORS, storedTarget, type CommitmentUnit } from '../domain/indicators';
import { partyOf } from '../domain/office';
import { agreementRefusals, pairingRefusals } from '../domain/pairing.refusals';
import { PREPARERS } from '../domain/pairing.states';
import { leavesOf, type TargetNode } from '../domain/target-tree';
import { AgreementDrafts } from '../storage/agreement-drafts';
import { AgreementsRepository } from '../storage/agreements.repository';
import type { AnnualAgreement } from '../storage/annual-agreement.entity';
import { TargetPlaces } from '../storage/target-places';
import { TargetTrees, type Commitment } from '../storage/target-trees';

@InputType({
  description:
    'A pairing below the agreement or a unit of the helping side, broken down further by its parts',
})
export class LeafTargetInput {
  @Field(() => Id, { nullable: true })
  pairingId?: string | null;

  @Field(() => Id, { nullable: true })
  unitId?: string | null;

  @Field(() => Decimal, { description: 'With parts: what none of them covers, 本级' })
  target!: string;

  @Field(() => CommitmentUnitEnum, { nullable: true, description: 'Where said, the unit of the indicator' })
  unit?: CommitmentUnit | null;

  @Field(() => [LeafTargetInput], { defaultValue: [] })
  parts?: LeafTargetInput[];
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

/** Sets one indicator's tree of targets in the draft; a frozen draft with its signatures is void from then on. */
@Injectable()
export class SetCommitment {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly drafts: AgreementDrafts,
    private readonly places: TargetPlaces,
    private readonly trees: TargetTrees,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SetCommitmentInput) {
    return this.commands.run({ operation: 'setCommitment', actor, input }, async (tx) => {
      const agreement = await this.agreements.lockFor(tx, actor, input.agreementId);
      tx.expectVersion(agreement, input.expectedVersion);
      if (!partyOf(actor, agreement)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      const { unit } =
        INDICATORS.get(input.indicator) ?? refuse(agreementRefusals.INDICATOR_UNKNOWN(['indicator']));
      const commitment = commitmentOf(input, unit);
      await this.requireSound(tx, agreement, commitment);
      const open = await this.drafts.reopen(tx, agreement);
      await this.trees.set(tx, open, commitment);
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
    { indicator, dueOn, ownTarget, nodes }: Commitment,
  ): Promise<void> {
    await this.places.requireBelow(tx, agreement, nodes);
    const leaves = [{ pairingId: null, target: ownTarget, dueOn }, ...leavesOf(nodes, dueOn)];
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

  @Allow(...PREPARERS)
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

function commitmentOf(input: SetCommitmentInput, unit: CommitmentUnit): Commitment {
  const { indicator, dueOn } = input;
  const ownTarget = wholeTarget(input.ownTarget, unit, ['ownTarget']);
  return { indicator, unit, dueOn, ownTarget, nodes: nodesOf(input.leaves, unit, null, ['leaves']) };
}

function nodesOf(
  inputs: readonly LeafTargetInput[],
  unit: CommitmentUnit,
  above: string | null,
  path: readonly (string | number)[],
): TargetNode[] {
  return inputs.map((input, index) => {
    const at = [...path, index];
    const { pairingId, unitId = null } = input;
    if (Boolean(pairingId) === Boolean(unitId)) refuse(agreementRefusals.TARGET_NODE_UNCLEAR(at));
    if (input.unit && input.unit !== unit) refuse(agreementRefusals.TARGET_UNITS_MIXED([...at, 'unit']));
    const scope = pairingId ?? above;
    const target = wholeTarget(input.target, unit, [...at, 'target']);
    const parts = nodesOf(input.parts ?? [], unit, scope, [...at, 'parts']);
    return { pairingId: scope, unitId, target, path: at, parts };
  });
}

function wholeTarget(text: string, unit: CommitmentUnit, path: (string | number)[]): bigint {
  return storedTarget(unit, text) ?? refuse(agreementRefusals.TARGET_MALFORMED(path));
}
