import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  QuantityInput,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import { revisionRefusals } from '../domain/framework.refusals';
import { requireNotOver } from '../domain/framework-period';
import { frameworkStates } from '../domain/framework.states';
import { readRevision } from '../domain/revised-lines';
import { revisionText } from '../domain/revision-text';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkPapers } from '../storage/framework-papers';
import { FrameworkReader } from '../storage/framework-reader';
import type { FrameworkRevision } from '../storage/framework-revision.entity';
import { RevisionBook } from '../storage/revision-book';

@InputType()
export class RevisedLineInput {
  @Field(() => Id)
  frameworkLineId!: string;

  @Field(() => MoneyInput, { nullable: true })
  unitPrice?: MoneyInput | null;

  @Field(() => BusinessDay, { nullable: true, description: 'The first day of the new price, today or later' })
  priceFrom?: string | null;

  @Field(() => QuantityInput, { nullable: true, description: 'Higher than it stands' })
  cap?: QuantityInput | null;
}

@InputType()
export class ProposeFrameworkRevisionInput extends ChangeInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => NoteText, { description: 'Stands in the text both sign' })
  reason!: string;

  @Field(() => [RevisedLineInput])
  lines!: RevisedLineInput[];
}

/** New prices from a day, or higher caps: in force when both sides have signed. One revision waits at a time. */
@Injectable()
export class ProposeFrameworkRevision {
  constructor(
    private readonly commands: Commands,
    private readonly book: FrameworkBook,
    private readonly revisions: RevisionBook,
    private readonly papers: FrameworkPapers,
  ) {}

  execute(actor: Actor, input: ProposeFrameworkRevisionInput): Promise<Outcome<{ frameworkId: string }>> {
    return this.commands.run({ operation: 'proposeFrameworkRevision', actor, input }, async (tx) => {
      const sides = ['BUYER', 'SUPPLIER'] as const;
      const { framework, side } = await this.book.lockFor(tx, actor, input.frameworkAgreementId, sides);
      tx.expectVersion(framework, input.expectedVersion);
      frameworkStates.next(framework.state, 'revise', ['frameworkAgreementId']);
      const period = { today: businessDateOf(tx.at), untilOn: framework.untilOn };
      requireNotOver(framework, period.today, ['frameworkAgreementId']);
      if (await this.revisions.open(tx, framework.id))
        refuse(revisionRefusals.REVISION_OPEN(['frameworkAgreementId']));
      const lines = readRevision(input.lines, await this.revisions.standing(tx, framework), period);
      const revision: FrameworkRevision = {
        id: randomUUID(),
        version: 1,
        frameworkId: framework.id,
        state: 'PROPOSED',
        side,
        proposedBy: actor.memberId,
        reason: input.reason,
        createdAt: tx.at,
        inForceAt: null,
        withdrawalNote: null,
      };
      await this.revisions.add(tx, actor, framework, revision, lines);
      const paperNumber = await this.papers.nextNumber(tx, framework.id);
      const paper = { paperNumber, revisionId: revision.id, preparedBy: actor.memberId };
      const said = lines.map(({ line, ...change }) =>
        Object.assign({ capBefore: line.capBase }, line, change),
      );
      const { reason } = revision;
      await this.papers.freeze(tx, framework, paper, (frame) =>
        revisionText({ ...frame, reason, lines: said }),
      );
      return { frameworkId: framework.id };
    });
  }
}

@Resolver()
export class ProposeFrameworkRevisionResolver {
  constructor(
    private readonly useCase: ProposeFrameworkRevision,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => FrameworkAgreementPayload)
  async proposeFrameworkRevision(
    @Args('input') input: ProposeFrameworkRevisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}
