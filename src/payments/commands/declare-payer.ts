import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  ShortText,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PaymentRequestReader } from '../api/payment-request-reader';
import { PaymentRequestType, PayerRelationEnum } from '../api/payment-request.type';
import type { PayerRelation } from '../domain/receipt-finding';
import { FinanceTasks } from '../storage/finance-tasks';
import { PayerDeclaring } from '../storage/payer-declaring';
import { RequestRows } from '../storage/request-rows';

@InputType({ description: '代付声明: somebody else pays for the buyer of this order' })
export class DeclarePayerInput extends CommandInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => ShortText, { description: 'As the bank prints it' })
  payerName!: string;

  @Field(() => PayerRelationEnum)
  relation!: PayerRelation;
}

@ObjectType()
export class DeclarePayerPayload extends Payload {
  @Field(() => PaymentRequestType, { nullable: true })
  paymentRequest?: PaymentRequestType;
}

@Injectable()
export class DeclarePayer {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RequestRows,
    private readonly declaring: PayerDeclaring,
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DeclarePayerInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'declarePayer', actor, input }, async (tx) => {
      const { orderId, payerName: name, relation } = input;
      const subject = { kind: 'ORDER', id: orderId } as const;
      const found = await this.requests.find(tx, subject);
      if (found?.buyerId !== actor.organizationId) throw notFound(['orderId']);
      const request = await this.requests.lock(tx, subject);
      const payer = { name, relation, memberId: actor.memberId };
      const cleared = await this.declaring.declare(tx, request, payer);
      for (const receiptId of cleared) await this.tasks.close(tx, 'MATCH_SUSPENSE', receiptId);
      await this.audit.record(tx, {
        actor,
        action: 'declarePayer',
        subjectKind: 'PaymentRequest',
        subjectId: request.id,
        data: { orderId, relation, receipts: cleared },
      });
      return { orderId };
    });
  }
}

@Resolver()
export class DeclarePayerResolver {
  constructor(
    private readonly useCase: DeclarePayer,
    private readonly requests: PaymentRequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => DeclarePayerPayload)
  async declarePayer(
    @Args('input') input: DeclarePayerInput,
    @CurrentActor() actor: Actor,
  ): Promise<DeclarePayerPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      paymentRequest: await this.requests.visibleTo(actor, orderId),
    }));
  }
}
