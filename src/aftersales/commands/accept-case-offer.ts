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
import { CaseReplies, NO_AWARD } from '../storage/case-replies';

@InputType()
export class AcceptCaseOfferInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;
}

/** The buyer takes what the supplier offers; the money goes back at once, or when goods that have to come back have come. */
@Injectable()
export class AcceptCaseOffer {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly replies: CaseReplies,
    private readonly effect: CaseEffect,
    private readonly desk: CaseDesk,
  ) {}

  execute(actor: Actor, input: AcceptCaseOfferInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'acceptCaseOffer', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['BUYER']);
      tx.expectVersion(one, input.expectedVersion);
      const given = await this.replies.offered(tx, one);
      const changes = { ...NO_AWARD, ...(await this.effect.changesFor(tx, one, given)) };
      const agreed = await this.book.move(tx, one, 'acceptOffer', { actor, changes });
      await this.desk.tell(tx, agreed, ['SUPPLIER'], 'CASE_AGREED');
      await this.effect.carryOut(tx, agreed, given, actor);
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class AcceptCaseOfferResolver {
  constructor(
    private readonly useCase: AcceptCaseOffer,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CasePayload)
  async acceptCaseOffer(
    @Args('input') input: AcceptCaseOfferInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
