import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { CasePayload } from '../api/case.type';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';
import { CaseReturns } from '../storage/case-returns';

@InputType()
export class SendCaseReturnInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => ShortText)
  carrier!: string;

  @Field(() => ShortText, { nullable: true })
  trackingNo?: string | null;
}

/** The buyer has sent the goods; the supplier has the days of the rule to say what came. */
@Injectable()
export class SendCaseReturn {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly returns: CaseReturns,
  ) {}

  execute(actor: Actor, input: SendCaseReturnInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'sendCaseReturn', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['BUYER']);
      tx.expectVersion(one, input.expectedVersion);
      const { carrier, trackingNo = null } = input;
      await this.returns.send(tx, one, actor, { carrier, trackingNo });
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class SendCaseReturnResolver {
  constructor(
    private readonly useCase: SendCaseReturn,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CasePayload)
  async sendCaseReturn(
    @Args('input') input: SendCaseReturnInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
