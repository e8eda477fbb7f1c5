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
import { Role } from '../../organizations/index';
import { AgreementYears } from '../storage/agreement-years';

@InputType()
export class AssessAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;

  @Field(() => NoteText, { description: 'The result and the document it was published in' })
  statement!: string;
}

/** The result of the assessment is recorded by neither of the two sides. */
@Injectable()
export class AssessAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly years: AgreementYears,
  ) {}

  execute(actor: Actor, input: AssessAgreementInput) {
    return this.commands.run({ operation: 'assessAgreement', actor, input }, (tx) =>
      this.years.ofPlatform(tx, actor, input, 'assess'),
    );
  }
}

@Resolver()
export class AssessAgreementResolver {
  constructor(
    private readonly useCase: AssessAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => AgreementPayload, { description: 'Records the published result of the assessment' })
  async assessAgreement(
    @Args('input') input: AssessAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
