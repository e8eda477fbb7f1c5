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
import { CaseDesk } from '../storage/case-desk';
import { CaseReader } from '../storage/case-reader';

@InputType()
export class AddCaseStatementInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: CASE_FILES })
  fileIds!: string[];
}

/** Either side is heard, with evidence, as long as nothing is decided. */
@Injectable()
export class AddCaseStatement {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly desk: CaseDesk,
  ) {}

  execute(actor: Actor, input: AddCaseStatementInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'addCaseStatement', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['BUYER', 'SUPPLIER']);
      tx.expectVersion(one, input.expectedVersion);
      const { words, fileIds } = input;
      const spoken = await this.book.move(tx, one, 'addStatement', {
        actor,
        said: { words, fileIds },
      });
      const other = one.supplierId === actor.organizationId ? 'BUYER' : 'SUPPLIER';
      await this.desk.tell(
        tx,
        spoken,
        spoken.state === 'ESCALATED' ? [other, 'PLATFORM'] : [other],
        'CASE_STATEMENT',
      );
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class AddCaseStatementResolver {
  constructor(
    private readonly useCase: AddCaseStatement,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => CasePayload)
  async addCaseStatement(
    @Args('input') input: AddCaseStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
