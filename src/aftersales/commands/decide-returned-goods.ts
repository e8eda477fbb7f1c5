import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { ReturnedStock } from '../../catalog/index';
import { Notices, Role, Tasks } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  Payload,
  answer,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { liesWithin } from '../../regions/index';
import { ReturnedDecisionEnum, ReturnedGoodsType } from '../api/returned-goods.type';
import { caseRefusals } from '../domain/case.refusals';
import { ReturnedGoodsReader } from '../api/returned-goods-reader';
import { ReturnedGoods, type ReturnedState } from '../storage/returned-goods.entity';

@InputType()
export class DecideReturnedGoodsInput extends ChangeInput {
  @Field(() => Id)
  returnedGoodsId!: string;

  @Field(() => ReturnedDecisionEnum)
  decision!: Exclude<ReturnedState, 'HELD'>;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

@ObjectType()
export class ReturnedGoodsPayload extends Payload {
  @Field(() => ReturnedGoodsType, { nullable: true })
  returnedGoods?: ReturnedGoodsType | null;
}

/** The county of origin says whether goods that came back may be sold again. */
@Injectable()
export class DecideReturnedGoods {
  constructor(
    private readonly commands: Commands,
    private readonly stock: ReturnedStock,
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  execute(actor: Actor, input: DecideReturnedGoodsInput): Promise<Outcome<{ returnedGoodsId: string }>> {
    return this.commands.run({ operation: 'decideReturnedGoods', actor, input }, async (tx) => {
      const goods = await this.lock(tx, actor, input.returnedGoodsId);
      tx.expectVersion(goods, input.expectedVersion);
      if (goods.state !== 'HELD') refuse(caseRefusals.RETURNED_GOODS_DECIDED(['returnedGoodsId']));
      const { lotId, quantityBase, caseLineId: referenceId } = goods;
      if (input.decision === 'PUT_BACK')
        await this.stock.putBack(tx, { lotId, quantityBase, referenceId }, ['decision']);
      const decided = { decidedBy: actor.memberId, decidedAt: tx.at, note: input.note };
      await tx.change(ReturnedGoods, goods, { ...decided, state: input.decision });
      await this.tell(tx, actor, goods, input.decision);
      return { returnedGoodsId: goods.id };
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<ReturnedGoods> {
    const goods = await tx.manager.findOne(ReturnedGoods, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!goods || !actor.regionCode || !liesWithin(goods.countyCode, actor.regionCode))
      throw notFound(['returnedGoodsId']);
    return goods;
  }

  private async tell(tx: Tx, actor: Actor, goods: ReturnedGoods, toState: ReturnedState): Promise<void> {
    const subject = { subjectKind: 'ReturnedGoods', subjectId: goods.id };
    await this.tasks.close(tx, subject);
    await this.notices.send(tx, {
      organizationId: goods.supplierId,
      kind: 'RETURNED_GOODS_DECIDED',
      ...subject,
    });
    await this.audit.record(tx, {
      actor,
      action: 'decideReturnedGoods',
      ...subject,
      fromState: 'HELD',
      toState,
      data: { caseId: goods.caseId, lotId: goods.lotId, quantityBase: String(goods.quantityBase) },
    });
  }
}

@Resolver()
export class DecideReturnedGoodsResolver {
  constructor(
    private readonly useCase: DecideReturnedGoods,
    private readonly goods: ReturnedGoodsReader,
  ) {}

  @Allow(Role.COUNTY_AGRI)
  @Mutation(() => ReturnedGoodsPayload)
  async decideReturnedGoods(
    @Args('input') input: DecideReturnedGoodsInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReturnedGoodsPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ returnedGoodsId }) => ({
      returnedGoods: await this.goods.visibleTo(actor, returnedGoodsId),
    }));
  }
}
