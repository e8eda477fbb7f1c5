import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { CasePayload } from '../api/case.type';
import { CaseBook } from '../storage/case-book';
import { CaseReader } from '../storage/case-reader';
import { CaseReturns } from '../storage/case-returns';

@InputType()
export class ReceivedCaseLineInput {
  @Field(() => Id)
  caseLineId!: string;

  @Field(() => QuantityInput, { description: 'The weight or count found; no more than was to come' })
  quantity!: QuantityInput;
}

@InputType()
export class ConfirmCaseReturnInput extends ChangeInput {
  @Field(() => Id)
  caseId!: string;

  @Field(() => [ReceivedCaseLineInput], { description: 'Every line of which goods were to come' })
  lines!: ReceivedCaseLineInput[];
}

/** The supplier says what came back: all of it is refunded as agreed, less is answered or decided anew. */
@Injectable()
export class ConfirmCaseReturn {
  constructor(
    private readonly commands: Commands,
    private readonly book: CaseBook,
    private readonly returns: CaseReturns,
  ) {}

  execute(actor: Actor, input: ConfirmCaseReturnInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'confirmCaseReturn', actor, input }, async (tx) => {
      const one = await this.book.lockFor(tx, actor, input.caseId, ['SUPPLIER']);
      tx.expectVersion(one, input.expectedVersion);
      await this.returns.receive(tx, one, actor, input.lines);
      return { caseId: one.id };
    });
  }
}

@Resolver()
export class ConfirmCaseReturnResolver {
  constructor(
    private readonly useCase: ConfirmCaseReturn,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => CasePayload)
  async confirmCaseReturn(
    @Args('input') input: ConfirmCaseReturnInput,
    @CurrentActor() actor: Actor,
  ): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
