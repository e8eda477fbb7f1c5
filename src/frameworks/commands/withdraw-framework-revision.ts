import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import { FrameworkPapers } from '../storage/framework-papers';
import { FrameworkReader } from '../storage/framework-reader';
import { RevisionBook } from '../storage/revision-book';

@InputType()
export class WithdrawFrameworkRevisionInput extends ChangeInput {
  @Field(() => Id)
  revisionId!: string;

  @Field(() => NoteText, { nullable: true, description: 'The other side reads it' })
  note?: string | null;
}

/** By either side before both have signed: who proposed it takes it back, the other one declines it. */
@Injectable()
export class WithdrawFrameworkRevision {
  constructor(
    private readonly commands: Commands,
    private readonly revisions: RevisionBook,
    private readonly papers: FrameworkPapers,
  ) {}

  execute(actor: Actor, input: WithdrawFrameworkRevisionInput): Promise<Outcome<{ frameworkId: string }>> {
    return this.commands.run({ operation: 'withdrawFrameworkRevision', actor, input }, async (tx) => {
      const locked = await this.revisions.lockFor(tx, actor, input.revisionId, ['BUYER', 'SUPPLIER']);
      tx.expectVersion(locked.revision, input.expectedVersion);
      await this.revisions.move(tx, locked, 'withdraw', actor, { withdrawalNote: input.note ?? null });
      const paper = await this.papers.find(tx, { revisionId: locked.revision.id });
      await this.papers.voidSignatures(tx, paper.id);
      return { frameworkId: locked.framework.id };
    });
  }
}

@Resolver()
export class WithdrawFrameworkRevisionResolver {
  constructor(
    private readonly useCase: WithdrawFrameworkRevision,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => FrameworkAgreementPayload)
  async withdrawFrameworkRevision(
    @Args('input') input: WithdrawFrameworkRevisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}
