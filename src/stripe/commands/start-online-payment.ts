import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { orRefused, parseMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import { ProviderMoney } from '../../payments/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  MoneyInput,
  Payload,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OnlinePaymentReader } from '../api/online-payment-reader';
import { OnlinePaymentType } from '../api/online-payment.type';
import { stripeRefusals } from '../domain/stripe.refusals';
import { IntentStarting } from '../storage/intent-starting';

@InputType({ description: '发起在线支付: by card, Alipay or WeChat Pay' })
export class StartOnlinePaymentInput extends CommandInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'A part of what is due; all of it unless said' })
  amount?: MoneyInput | null;
}

@ObjectType()
export class StartOnlinePaymentPayload extends Payload {
  @Field(() => OnlinePaymentType, { nullable: true })
  onlinePayment?: OnlinePaymentType;
}

@Injectable()
export class StartOnlinePayment {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly money: ProviderMoney,
    private readonly starting: IntentStarting,
  ) {}

  async execute(actor: Actor, input: StartOnlinePaymentInput): Promise<Outcome<{ id: string }>> {
    const { requestId, buyerId } = await this.money.payable(this.database, input.orderId);
    if (buyerId !== actor.organizationId) throw notFound();
    return this.commands.run({ operation: 'startOnlinePayment', actor, input }, async (tx) => {
      if (!this.starting.offered) refuse(stripeRefusals.ONLINE_PAYMENT_OFF());
      const wishedFen = input.amount ? wished(input.amount) : null;
      return { id: await this.starting.start(tx, actor, requestId, wishedFen) };
    });
  }
}

@Resolver()
export class StartOnlinePaymentResolver {
  constructor(
    private readonly useCase: StartOnlinePayment,
    private readonly payments: OnlinePaymentReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => StartOnlinePaymentPayload)
  async startOnlinePayment(
    @Args('input') input: StartOnlinePaymentInput,
    @CurrentActor() actor: Actor,
  ): Promise<StartOnlinePaymentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ id }) => ({
      onlinePayment: await this.payments.find(actor, id),
    }));
  }
}

function wished(money: MoneyInput): bigint {
  const { fen } = orRefused(['amount'], () => parseMoney(money));
  if (fen <= 0n) refuse(stripeRefusals.AMOUNT_NOT_POSITIVE(['amount', 'amount']));
  return fen;
}
