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
import { CASE_FILES, CaseLineGivenInput, CasePayload } from '../api/case.type';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';
import { CaseReplies } from '../storage/case-replies';

@InputType()
export class ReplyToCaseInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => [CaseLineGivenInput], {
    nullable: true,
    description: 'What is offered for every line of the case; not given: the claim is contested',
  })
  lines?: CaseLineGivenInput[] | null;

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: CASE_FILES })
  fileIds!: string[];
}

/** The supplier offers or contests; what gives the buyer all he claims is agreed at once. */
@Injectable()
export class ReplyToCase {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly replies: CaseReplies,
  ) {}

  execute(actor: Actor, input: ReplyToCaseInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'replyToCase', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['SUPPLIER']);
      tx.expectVersion(one, input.expectedVersion);
      const { words, fileIds } = input;
      const said = { words, fileIds };
      if (input.lines) await this.replies.offer(tx, one, { actor, said, lines: input.lines });
      else await this.replies.contest(tx, one, { actor, said });
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class ReplyToCaseResolver {
  constructor(
    private readonly useCase: ReplyToCase,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => CasePayload)
  async replyToCase(
    @Args('input') input: ReplyToCaseInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
