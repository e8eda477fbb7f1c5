import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  Payload,
  ShortText,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { BankReceiptReader } from '../api/bank-receipt-reader';
import { BankReceiptType } from '../api/bank-receipt.type';
import { acceptedFen } from '../domain/accepted-money';
import { paymentsRefusals } from '../domain/payments.refusals';
import { isTransferCode, normalizedCode } from '../domain/transfer-code';
import { Matchable } from '../storage/matchable';
import type { PaymentRequest } from '../storage/payment-request.entity';
import { RequestRows } from '../storage/request-rows';
import { SuspenseMatches } from '../storage/suspense-matches';

@InputType({ description: '认领: to which order money in suspense belongs, and why' })
export class ProposeSuspenseMatchInput extends CommandInput {
  @Field(() => Id)
  receiptId!: string;

  @Field(() => ShortText, { description: '识别码 of the order' })
  transferCode!: string;

  @Field(() => MoneyInput)
  amount!: MoneyInput;

  @Field(() => NoteText)
  reason!: string;
}

@ObjectType()
export class ProposeSuspenseMatchPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class ProposeSuspenseMatch {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RequestRows,
    private readonly matchable: Matchable,
    private readonly matches: SuspenseMatches,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeSuspenseMatchInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'proposeSuspenseMatch', actor, input }, async (tx) => {
      const { receiptId, reason } = input;
      const fen = acceptedFen(input.amount, ['amount']);
      const request = await this.requestWith(tx, input.transferCode);
      await this.matchable.require(tx, request, { receiptId, fen });
      const proposedBy = actor.memberId;
      const match = await this.matches.add(tx, { receiptId, requestId: request.id, fen, reason, proposedBy });
      await this.audit.record(tx, {
        actor,
        action: 'proposeSuspenseMatch',
        subjectKind: 'SuspenseMatch',
        subjectId: match.id,
        toState: match.state,
        data: { receiptId, orderId: request.subjectId, fen: String(fen) },
      });
      return { receiptId };
    });
  }

  private async requestWith(tx: Tx, typed: string): Promise<PaymentRequest> {
    const code = normalizedCode(typed);
    const request = isTransferCode(code) ? await this.requests.lockByCode(tx, code) : null;
    return request ?? refuse(paymentsRefusals.TRANSFER_CODE_UNKNOWN(['transferCode']));
  }
}

@Resolver()
export class ProposeSuspenseMatchResolver {
  constructor(
    private readonly useCase: ProposeSuspenseMatch,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ProposeSuspenseMatchPayload)
  async proposeSuspenseMatch(
    @Args('input') input: ProposeSuspenseMatchInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProposeSuspenseMatchPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
