import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  QuantityInput,
  RegionCode,
  addDays,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { OrderReader, OrderType, type OrderRow } from '../../procurement/index';
import { FrameworkAgreementType } from '../api/framework-agreement.type';
import { readCallOff } from '../domain/call-off';
import { callOffRefusals } from '../domain/call-off.refusals';
import { frameworkStates } from '../domain/framework.states';
import { CallOffPlacement } from '../storage/call-off-placement';
import type { FrameworkAgreement } from '../storage/framework-agreement.entity';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkReader, type FrameworkRow } from '../storage/framework-reader';

@InputType()
export class CallOffLineInput {
  @Field(() => Id)
  frameworkLineId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;

  @Field(() => Id, {
    nullable: true,
    description: 'A lot of the supplier, product and grade; without one those that expire first serve',
  })
  lotId?: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Instead of lots: an announced harvest of supplier and product, where the line takes them',
  })
  forwardSupplyId?: string | null;
}

@InputType()
export class CallOffInput extends CommandInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => Id, { description: 'One’s own organization or one of its units: its budget pays' })
  unitId!: string;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Id, { nullable: true, description: 'Needed where two pairings cover the order equally' })
  pairingChoice?: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'A sales channel: all its goods then have to stand under help-sell mandates signed before',
  })
  channelId?: string | null;

  @Field(() => [CallOffLineInput])
  lines!: CallOffLineInput[];
}

@ObjectType()
export class CallOffPayload extends Payload {
  @Field(() => OrderType, { nullable: true })
  order?: OrderRow | null;

  @Field(() => FrameworkAgreementType, { nullable: true })
  frameworkAgreement?: FrameworkRow | null;
}

/** A unit takes part of what was agreed: an order at the agreed price, from the day’s own. */
@Injectable()
export class CallOff {
  constructor(
    private readonly commands: Commands,
    private readonly book: FrameworkBook,
    private readonly placement: CallOffPlacement,
  ) {}

  execute(actor: Actor, input: CallOffInput): Promise<Outcome<{ orderId: string; frameworkId: string }>> {
    return this.commands.run({ operation: 'callOff', actor, input }, async (tx) => {
      const framework = await this.book.lockForUnit(tx, actor, input.frameworkAgreementId);
      frameworkStates.next(framework.state, 'callOff', ['frameworkAgreementId']);
      const lastOn = requireInPeriod(tx, framework);
      const { unitId, deliveryCounty, deliveryOn, pairingChoice = null, channelId = null } = input;
      const today = businessDateOf(tx.at);
      const lines = readCallOff(input.lines, await this.book.lines(tx, framework), {
        deliveryOn,
        lastOn,
        inDays: (days) => addDays(today, days),
      });
      const wish = { unitId, deliveryCounty, deliveryOn, deliveryUntil: lastOn, pairingChoice, channelId };
      const orderId = await this.placement.place(tx, actor, framework, wish, lines);
      await this.book.recordCallOff(tx, actor, framework, { orderId, unitId });
      await this.book.followQuantities(tx, framework);
      return { orderId, frameworkId: framework.id };
    });
  }
}

@Resolver()
export class CallOffResolver {
  constructor(
    private readonly useCase: CallOff,
    private readonly orders: OrderReader,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CallOffPayload)
  async callOff(@Args('input') input: CallOffInput, @CurrentActor() actor: Actor): Promise<CallOffPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId, frameworkId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}

/** The last day of the agreement. Today itself is asked, whether or not the clock has ended the agreement yet. */
function requireInPeriod(tx: Tx, { fromOn, untilOn, terminatesOn }: FrameworkAgreement): string {
  const today = businessDateOf(tx.at);
  const lastOn = terminatesOn !== null && terminatesOn <= untilOn ? addDays(terminatesOn, -1) : untilOn;
  if (today < fromOn || today > lastOn)
    refuse(callOffRefusals.OUTSIDE_PERIOD({ from: fromOn, until: lastOn }, ['frameworkAgreementId']));
  return lastOn;
}
