import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkPapers } from '../storage/framework-papers';

@InputType()
export class SendBackFrameworkAgreementInput extends ChangeInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => NoteText, { description: 'What should be different' })
  note!: string;
}

@ObjectType()
export class SendBackFrameworkAgreementPayload extends Payload {
  @Field(() => Id, {
    nullable: true,
    description: 'Out of the supplier’s sight until the buyer signs it again',
  })
  frameworkAgreementId?: string;
}

/** The supplier does not sign: the buyer’s signature is void, and the draft is the buyer’s alone again. */
@Injectable()
export class SendBackFrameworkAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly book: FrameworkBook,
    private readonly papers: FrameworkPapers,
  ) {}

  execute(actor: Actor, input: SendBackFrameworkAgreementInput): Promise<Outcome<{ frameworkId: string }>> {
    return this.commands.run({ operation: 'sendBackFrameworkAgreement', actor, input }, async (tx) => {
      const { framework } = await this.book.lockFor(tx, actor, input.frameworkAgreementId, ['SUPPLIER']);
      tx.expectVersion(framework, input.expectedVersion);
      await this.book.move(tx, framework, 'sendBack', actor, { sentBackNote: input.note });
      const { id: frameworkId, draftNumber: number } = framework;
      const paper = await this.papers.find(tx, { frameworkId, number });
      await this.papers.voidSignatures(tx, paper.id);
      return { frameworkId };
    });
  }
}

@Resolver()
export class SendBackFrameworkAgreementResolver {
  constructor(private readonly useCase: SendBackFrameworkAgreement) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => SendBackFrameworkAgreementPayload)
  async sendBackFrameworkAgreement(
    @Args('input') input: SendBackFrameworkAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<SendBackFrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreementId: frameworkId,
    }));
  }
}
