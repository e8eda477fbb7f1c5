import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Password, SigningPassword } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
} from '../../platform/index';
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { partyOf } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { SIGNERS } from '../domain/pairing.states';
import { AgreementSignatures } from '../storage/agreement-signatures';
import { AgreementsRepository } from '../storage/agreements.repository';

@InputType()
export class SignAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => ShortText, { description: 'Hash of the document the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** One side signs the frozen document; with the second signature the draft is in force. */
@Injectable()
export class SignAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly signatures: AgreementSignatures,
    private readonly password: SigningPassword,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SignAgreementInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signAgreement', actor, input, before }, async (tx) => {
      const agreement = await this.agreements.lockFor(tx, actor, input.agreementId);
      tx.expectVersion(agreement, input.expectedVersion);
      const side = partyOf(actor, agreement) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
      const signed = await this.signatures.add(tx, agreement, {
        id: randomUUID(),
        side,
        organizationId: actor.organizationId,
        memberId: actor.memberId,
        sha256: input.sha256,
      });
      await this.audit.record(tx, {
        actor,
        action: 'signAgreement',
        subjectKind: 'AnnualAgreement',
        subjectId: agreement.id,
        fromState: agreement.state,
        toState: signed.state,
        data: { draftNumber: agreement.draftNumber, sha256: input.sha256, side },
      });
      return { agreementId: agreement.id };
    });
  }
}

@Resolver()
export class SignAgreementResolver {
  constructor(
    private readonly useCase: SignAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => AgreementPayload)
  async signAgreement(
    @Args('input') input: SignAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
