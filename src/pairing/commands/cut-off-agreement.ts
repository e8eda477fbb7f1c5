import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, ChangeInput, Commands, CurrentActor, Id, answer, type Actor } from '../../platform/index';
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { SIGNERS } from '../domain/pairing.states';
import { AgreementYears } from '../storage/agreement-years';

@InputType()
export class CutOffAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;
}

/** After the last due day: nothing in the agreement is amended any more. */
@Injectable()
export class CutOffAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly years: AgreementYears,
  ) {}

  execute(actor: Actor, input: CutOffAgreementInput) {
    return this.commands.run({ operation: 'cutOffAgreement', actor, input }, (tx) =>
      this.years.ofParty(tx, actor, input, 'cutOff'),
    );
  }
}

@Resolver()
export class CutOffAgreementResolver {
  constructor(
    private readonly useCase: CutOffAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => AgreementPayload, {
    description: 'Ends the year of an agreement: nothing in it is amended from then on',
  })
  async cutOffAgreement(
    @Args('input') input: CutOffAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
