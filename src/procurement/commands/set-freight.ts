import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { orRefused, parseMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { OrderFreightKind } from '../api/order.type';
import {
  freightFen,
  isWeighed,
  type FreightKind,
  type FreightLine,
  type FreightTerms,
} from '../domain/freight';
import { requireSettleable } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import { ContractRevision } from '../storage/contract-revision';
import { freightLine, OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class SetFreightInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => OrderFreightKind)
  kind!: FreightKind;

  @Field(() => MoneyInput, {
    description: 'For the whole order (FIXED), by accepted kilogram (PER_KG), zero when INCLUDED',
  })
  amount!: MoneyInput;
}

/** Freight is the supplier’s to set, and only before his own signature. */
@Injectable()
export class SetFreight {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly revision: ContractRevision,
  ) {}

  execute(actor: Actor, input: SetFreightInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'setFreight', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['SUPPLIER']);
      tx.expectVersion(order, input.expectedVersion);
      if (order.quoteVersionId ?? order.frameworkId) refuse(orderRefusals.FREIGHT_AGREED(['kind']));
      const agreed = agreedTerms(input);
      const lines = await this.book.lines(tx, order.id);
      if (agreed.kind === 'PER_KG' && !isWeighed(lines.map((line) => line.displayUnit)))
        refuse(orderRefusals.FREIGHT_NOT_WEIGHED(['kind']));
      const freight = freightOf(order, lines.map(freightLine), agreed);
      const unchanged = order.freightKind === agreed.kind && order.freightRateFen === agreed.fen;
      if (unchanged) refuse(orderRefusals.FREIGHT_UNCHANGED(['amount']));
      const changes = { freightKind: agreed.kind, freightRateFen: agreed.fen, freightFen: freight };
      await this.revision.revise(tx, actor, order, 'setFreight', changes);
      await this.book.tellOther(tx, order, 'SUPPLIER', 'CONTRACT_CHANGED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class SetFreightResolver {
  constructor(
    private readonly useCase: SetFreight,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => OrderPayload)
  async setFreight(
    @Args('input') input: SetFreightInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}

function agreedTerms({ kind, amount }: SetFreightInput): FreightTerms {
  const { fen, currency } = orRefused(['amount'], () => parseMoney(amount));
  if (currency !== 'CNY') refuse(orderRefusals.AMOUNT_CURRENCY(['amount', 'currency']));
  if ((kind === 'INCLUDED') !== (fen === 0n)) refuse(orderRefusals.FREIGHT_AMOUNT(['amount']));
  return { kind, fen };
}

/** Refuses AMOUNT_OUT_OF_RANGE where the order could no longer be settled. */
function freightOf(order: { goodsFen: bigint }, lines: readonly FreightLine[], agreed: FreightTerms): bigint {
  return orRefused(['amount'], () => {
    const fen = freightFen(lines, agreed);
    requireSettleable({ goodsFen: order.goodsFen, freightFen: fen });
    return fen;
  });
}
