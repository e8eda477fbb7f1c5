import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { SIGNERS } from '../domain/pairing.states';
import { AgreementYears } from '../storage/agreement-years';

@InputType()
export class CrossCheckAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => NoteText, { description: 'What the check found' })
  statement!: string;
}

/** The side that did not report checks the report (I18). */
@Injectable()
export class CrossCheckAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly years: AgreementYears,
  ) {}

  execute(actor: Actor, input: CrossCheckAgreementInput) {
    return this.commands.run({ operation: 'crossCheckAgreement', actor, input }, (tx) =>
      this.years.ofParty(tx, actor, input, 'crossCheck'),
    );
  }
}

@Resolver()
export class CrossCheckAgreementResolver {
  constructor(
    private readonly useCase: CrossCheckAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => AgreementPayload, { description: 'The side that did not report says what it found' })
  async crossCheckAgreement(
    @Args('input') input: CrossCheckAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
