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
import { CasePayload } from '../api/case.type';
import { CaseArbitration } from '../storage/case-arbitration';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';

@InputType()
export class RejectCaseAwardInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => NoteText, { description: 'Why not' })
  words!: string;
}

/** Rejected by another, or withdrawn by himself; the case waits for another proposal. */
@Injectable()
export class RejectCaseAward {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly arbitration: CaseArbitration,
  ) {}

  execute(actor: Actor, input: RejectCaseAwardInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'rejectCaseAward', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['PLATFORM']);
      tx.expectVersion(one, input.expectedVersion);
      await this.arbitration.reject(tx, one, { actor, said: { words: input.words, fileIds: [] } });
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class RejectCaseAwardResolver {
  constructor(
    private readonly useCase: RejectCaseAward,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => CasePayload)
  async rejectCaseAward(
    @Args('input') input: RejectCaseAwardInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
