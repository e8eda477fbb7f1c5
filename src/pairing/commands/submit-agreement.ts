import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { agreementStates } from '../domain/agreement.states';
import { partyOf } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { PREPARERS } from '../domain/pairing.states';
import { AgreementDrafts } from '../storage/agreement-drafts';
import { AgreementWork } from '../storage/agreement-work';
import { AgreementsRepository } from '../storage/agreements.repository';
import { AnnualAgreement } from '../storage/annual-agreement.entity';

@InputType()
export class SubmitAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;
}

@Injectable()
export class SubmitAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly drafts: AgreementDrafts,
    private readonly work: AgreementWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SubmitAgreementInput) {
    return this.commands.run({ operation: 'submitAgreement', actor, input }, async (tx) => {
      const agreement = await this.agreements.lockFor(tx, actor, input.agreementId);
      tx.expectVersion(agreement, input.expectedVersion);
      if (!partyOf(actor, agreement)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      const state = agreementStates.next(agreement.state, 'submit');
      const { sha256 } = await this.drafts.freeze(tx, agreement);
      await tx.change(AnnualAgreement, agreement, { state });
      await this.work.toSign(tx, agreement);
      await this.audit.record(tx, {
        actor,
        action: 'submitAgreement',
        subjectKind: 'AnnualAgreement',
        subjectId: agreement.id,
        fromState: agreement.state,
        toState: state,
        data: { draftNumber: agreement.draftNumber, sha256 },
      });
      return { agreementId: agreement.id };
    });
  }
}

@Resolver()
export class SubmitAgreementResolver {
  constructor(
    private readonly useCase: SubmitAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...PREPARERS)
  @Mutation(() => AgreementPayload, { description: 'Freezes the draft as the document both sides sign' })
  async submitAgreement(
    @Args('input') input: SubmitAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
