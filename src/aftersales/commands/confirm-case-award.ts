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
import { CaseArbitration } from '../storage/case-arbitration';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';

@InputType()
export class ConfirmCaseAwardInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;
}

/** By another than who proposed it and than who spoke for a side; both sides are told and the refund is made. */
@Injectable()
export class ConfirmCaseAward {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly arbitration: CaseArbitration,
  ) {}

  execute(actor: Actor, input: ConfirmCaseAwardInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'confirmCaseAward', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['PLATFORM']);
      tx.expectVersion(one, input.expectedVersion);
      await this.arbitration.requireAnother(tx, one, actor);
      await this.arbitration.confirm(tx, one, actor);
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class ConfirmCaseAwardResolver {
  constructor(
    private readonly useCase: ConfirmCaseAward,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => CasePayload)
  async confirmCaseAward(
    @Args('input') input: ConfirmCaseAwardInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
