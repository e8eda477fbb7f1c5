import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import { FrameworkTermsInput } from '../api/framework-terms.input';
import { frameworkStates } from '../domain/framework.states';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkDrafts } from '../storage/framework-drafts';
import { FrameworkPapers } from '../storage/framework-papers';
import { FrameworkReader } from '../storage/framework-reader';

@InputType()
export class AmendFrameworkAgreementInput extends ChangeInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => FrameworkTermsInput, { description: 'All terms anew' })
  terms!: FrameworkTermsInput;
}

/** Before both have signed: a new draft with a paper of its own, no signature left, out of the supplier’s sight again. */
@Injectable()
export class AmendFrameworkAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly drafts: FrameworkDrafts,
    private readonly papers: FrameworkPapers,
    private readonly book: FrameworkBook,
  ) {}

  execute(actor: Actor, input: AmendFrameworkAgreementInput): Promise<Outcome<{ frameworkId: string }>> {
    return this.commands.run({ operation: 'amendFrameworkAgreement', actor, input }, async (tx) => {
      const { framework } = await this.book.lockFor(tx, actor, input.frameworkAgreementId, ['BUYER']);
      tx.expectVersion(framework, input.expectedVersion);
      frameworkStates.next(framework.state, 'amend', ['frameworkAgreementId']);
      const { id: frameworkId, supplierId, draftNumber } = framework;
      const next = { supplierId, draftNumber: draftNumber + 1 };
      const { drafted, write } = await this.drafts.draft(tx, actor, next, input.terms);
      const paper = await this.papers.find(tx, { frameworkId, number: draftNumber });
      await this.papers.voidSignatures(tx, paper.id);
      const changes = { ...drafted, sentBackNote: null };
      await write(await this.book.move(tx, framework, 'amend', actor, changes));
      return { frameworkId };
    });
  }
}

@Resolver()
export class AmendFrameworkAgreementResolver {
  constructor(
    private readonly useCase: AmendFrameworkAgreement,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => FrameworkAgreementPayload)
  async amendFrameworkAgreement(
    @Args('input') input: AmendFrameworkAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}
