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
export class SelfReportAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => NoteText, { description: 'What was promised, what was reached, and why' })
  statement!: string;
}

/** Either side reports the year; the other one will check it. */
@Injectable()
export class SelfReportAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly years: AgreementYears,
  ) {}

  execute(actor: Actor, input: SelfReportAgreementInput) {
    return this.commands.run({ operation: 'selfReportAgreement', actor, input }, (tx) =>
      this.years.ofParty(tx, actor, input, 'selfReport'),
    );
  }
}

@Resolver()
export class SelfReportAgreementResolver {
  constructor(
    private readonly useCase: SelfReportAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => AgreementPayload, { description: 'One side reports the year; the other checks it' })
  async selfReportAgreement(
    @Args('input') input: SelfReportAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
