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
import { CaseLineGivenInput, CasePayload } from '../api/case.type';
import { CaseArbitration } from '../storage/case-arbitration';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';

@InputType()
export class ProposeCaseAwardInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => [CaseLineGivenInput], { description: 'For every line of the case' })
  lines!: CaseLineGivenInput[];

  @Field(() => NoteText, { description: 'Why' })
  words!: string;
}

/** One person of the platform proposes what each line gets, with reasons; another decides. */
@Injectable()
export class ProposeCaseAward {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly arbitration: CaseArbitration,
  ) {}

  execute(actor: Actor, input: ProposeCaseAwardInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'proposeCaseAward', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['PLATFORM']);
      tx.expectVersion(one, input.expectedVersion);
      const said = { words: input.words, fileIds: [] };
      await this.arbitration.propose(tx, one, { actor, said, lines: input.lines });
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class ProposeCaseAwardResolver {
  constructor(
    private readonly useCase: ProposeCaseAward,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => CasePayload)
  async proposeCaseAward(
    @Args('input') input: ProposeCaseAwardInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
