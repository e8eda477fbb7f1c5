import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Errands,
  Id,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OnlinePaymentReader } from '../api/online-payment-reader';
import { OnlinePaymentType } from '../api/online-payment.type';
import { FOLLOW_INTENT } from '../domain/errands';
import { stripeRefusals } from '../domain/stripe.refusals';
import { StripeIntent } from '../storage/intent.entity';
import { IntentMarks } from '../storage/intent-marks';
import { IntentRows } from '../storage/intent-rows';

@InputType({ description: '取消在线支付: what is paid nevertheless goes back to where it came from' })
export class CancelOnlinePaymentInput extends ChangeInput {
  @Field(() => Id)
  onlinePaymentId!: string;
}

@ObjectType()
export class CancelOnlinePaymentPayload extends Payload {
  @Field(() => OnlinePaymentType, { nullable: true })
  onlinePayment?: OnlinePaymentType;
}

@Injectable()
export class CancelOnlinePayment {
  constructor(
    private readonly commands: Commands,
    private readonly intents: IntentRows,
    private readonly marks: IntentMarks,
    private readonly errands: Errands,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: CancelOnlinePaymentInput): Promise<Outcome<{ id: string }>> {
    return this.commands.run({ operation: 'cancelOnlinePayment', actor, input }, async (tx) => {
      const intent = await this.intents.ofBuyer(tx, input.onlinePaymentId, actor.organizationId);
      const row = await this.marks.lock(tx, intent);
      tx.expectVersion(row, input.expectedVersion);
      if (row.endedAt !== null) refuse(stripeRefusals.PAYMENT_ENDED());
      await tx.change(StripeIntent, row, { cancelAskedAt: tx.at });
      await this.errands.ask(tx, FOLLOW_INTENT, [row.id]);
      await this.audit.record(tx, {
        actor,
        action: 'cancelOnlinePayment',
        subjectKind: 'OnlinePayment',
        subjectId: row.id,
        data: { fen: String(row.fen) },
      });
      return { id: row.id };
    });
  }
}

@Resolver()
export class CancelOnlinePaymentResolver {
  constructor(
    private readonly useCase: CancelOnlinePayment,
    private readonly payments: OnlinePaymentReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => CancelOnlinePaymentPayload)
  async cancelOnlinePayment(
    @Args('input') input: CancelOnlinePaymentInput,
    @CurrentActor() actor: Actor,
  ): Promise<CancelOnlinePaymentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ id }) => ({
      onlinePayment: await this.payments.find(actor, id),
    }));
  }
}
