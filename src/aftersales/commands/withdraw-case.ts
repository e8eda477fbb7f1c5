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
import { CasePayload } from '../api/case.type';
import { CaseBook } from '../storage/case-book';
import { CaseDesk } from '../storage/case-desk';
import { CaseEffect } from '../storage/case-effect';
import { CaseReader } from '../storage/case-reader';
import { NO_AWARD } from '../storage/case-replies';

@InputType()
export class WithdrawCaseInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;
}

/** The buyer lets go of it. */
@Injectable()
export class WithdrawCase {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly effect: CaseEffect,
    private readonly desk: CaseDesk,
  ) {}

  execute(actor: Actor, input: WithdrawCaseInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'withdrawCase', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['BUYER']);
      tx.expectVersion(one, input.expectedVersion);
      const withdrawn = await this.book.move(tx, one, 'withdraw', { actor, changes: NO_AWARD });
      await this.effect.letGo(tx, withdrawn);
      await this.desk.tell(tx, withdrawn, ['SUPPLIER'], 'CASE_WITHDRAWN');
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class WithdrawCaseResolver {
  constructor(
    private readonly useCase: WithdrawCase,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CasePayload)
  async withdrawCase(
    @Args('input') input: WithdrawCaseInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
