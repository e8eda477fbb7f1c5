import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  QuantityInput,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Orders } from '../../procurement/index';
import { CASE_FILES, CasePayload, OpenedCaseKindEnum } from '../api/case.type';
import type { OpenedKind } from '../domain/case-kinds';
import { caseRefusals } from '../domain/case.refusals';
import { CaseBook } from '../storage/case-book';
import { CaseDesk } from '../storage/case-desk';
import { CaseOpening } from '../storage/case-opening';
import { CaseReader } from '../storage/case-reader';
import { SettledOrders } from '../storage/settled-orders';

@InputType()
export class ClaimedLineInput {
  @Field(() => Id)
  settlementLineId!: string;

  @Field(() => MoneyInput)
  amount!: MoneyInput;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Short, bad or to go back; needed but for a wrong price',
  })
  quantity?: QuantityInput | null;
}

@InputType()
export class OpenCaseInput extends CommandInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => OpenedCaseKindEnum)
  kind!: OpenedKind;

  @Field(() => [ClaimedLineInput])
  lines!: ClaimedLineInput[];

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: CASE_FILES })
  fileIds!: string[];
}

/** The buyer claims money of settled lines, within the dated days of the kind; the supplier answers. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly commands: Commands,
    private readonly orders: Orders,
    private readonly settled: SettledOrders,
    private readonly book: CaseBook,
    private readonly opening: CaseOpening,
    private readonly desk: CaseDesk,
  ) {}

  execute(actor: Actor, input: OpenCaseInput): Promise<Outcome<{ caseId: string }>> {
    return this.commands.run({ operation: 'openCase', actor, input }, async (tx) => {
      const { orderId, kind, lines, words, fileIds } = input;
      await this.book.lockOrders(tx, [orderId]);
      const order = await this.orders.find(tx, orderId);
      if (order?.buyerId !== actor.organizationId) throw notFound(['orderId']);
      const settled = await this.settled.find(tx, orderId);
      if (!settled) return refuse(caseRefusals.NOT_SETTLED_YET(['orderId']));
      const opened = await this.opening.open(tx, actor, settled, kind, lines, { words, fileIds });
      await this.desk.tell(tx, opened, ['SUPPLIER'], 'CASE_OPENED');
      return { caseId: opened.id };
    });
  }
}

@Resolver()
export class OpenCaseResolver {
  constructor(
    private readonly useCase: OpenCase,
    private readonly cases: CaseReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CasePayload)
  async openCase(@Args('input') input: OpenCaseInput, @CurrentActor() actor: Actor): Promise<CasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ caseId }) => ({
      afterSalesCase: await this.cases.visibleTo(actor, caseId),
    }));
  }
}
