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
  NoteText,
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
import { AgreementsRepository } from '../storage/agreements.repository';

@InputType()
export class AmendAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => NoteText)
  reason!: string;
}

@Injectable()
export class AmendAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly drafts: AgreementDrafts,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: AmendAgreementInput) {
    return this.commands.run({ operation: 'amendAgreement', actor, input }, async (tx) => {
      const agreement = await this.agreements.lockFor(tx, actor, input.agreementId);
      tx.expectVersion(agreement, input.expectedVersion);
      if (!partyOf(actor, agreement)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      const state = agreementStates.next(agreement.state, 'amend');
      const open = await this.drafts.nextDraft(tx, agreement, state);
      await this.agreements.addPreparer(tx, open, actor);
      await this.audit.record(tx, {
        actor,
        action: 'amendAgreement',
        subjectKind: 'AnnualAgreement',
        subjectId: agreement.id,
        fromState: agreement.state,
        toState: state,
        data: { draftNumber: open.draftNumber },
      });
      return { agreementId: agreement.id };
    });
  }
}

@Resolver()
export class AmendAgreementResolver {
  constructor(
    private readonly useCase: AmendAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...PREPARERS)
  @Mutation(() => AgreementPayload, {
    description: 'Opens an amendment; the signed terms stay in force until both sign it',
  })
  async amendAgreement(
    @Args('input') input: AmendAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
