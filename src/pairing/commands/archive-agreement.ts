import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, ChangeInput, Commands, CurrentActor, Id, answer, type Actor } from '../../platform/index';
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { Role } from '../../organizations/index';
import { AgreementYears } from '../storage/agreement-years';

@InputType()
export class ArchiveAgreementInput extends ChangeInput {
  @Field(() => Id)
  agreementId!: string;
}

/** The last state: the agreement is read, nothing more is done to it. */
@Injectable()
export class ArchiveAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly years: AgreementYears,
  ) {}

  execute(actor: Actor, input: ArchiveAgreementInput) {
    return this.commands.run({ operation: 'archiveAgreement', actor, input }, (tx) =>
      this.years.ofPlatform(tx, actor, input, 'archive'),
    );
  }
}

@Resolver()
export class ArchiveAgreementResolver {
  constructor(
    private readonly useCase: ArchiveAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => AgreementPayload, { description: 'Puts an assessed agreement away; it stays readable' })
  async archiveAgreement(
    @Args('input') input: ArchiveAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}
