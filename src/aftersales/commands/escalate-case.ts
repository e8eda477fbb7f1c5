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
import { CASE_FILES, CasePayload } from '../api/case.type';
import { CaseBook } from '../storage/case-book';
import { CaseEscalating } from '../storage/case-escalating';
import { CaseReader } from '../storage/case-reader';

@InputType()
export class EscalateCaseInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: CASE_FILES })
  fileIds!: string[];
}

/** The buyer does not take the answer: the platform arbitrates, and its clock begins. */
@Injectable()
export class EscalateCase {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly escalating: CaseEscalating,
  ) {}

  execute(actor: Actor, input: EscalateCaseInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'escalateCase', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['BUYER']);
      tx.expectVersion(one, input.expectedVersion);
      const { words, fileIds } = input;
      await this.escalating.escalate(tx, one, 'escalate', { actor, said: { words, fileIds } });
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class EscalateCaseResolver {
  constructor(
    private readonly useCase: EscalateCase,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CasePayload)
  async escalateCase(
    @Args('input') input: EscalateCaseInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
