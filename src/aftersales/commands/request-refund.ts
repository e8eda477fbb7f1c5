import { randomUUID } from 'node:crypto';
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
  notFound,
  type Tx,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Settlements, type SettledLine } from '../../procurement/index';
import { OpenedCaseKindEnum } from '../api/case.type';
import type { OpenedKind } from '../domain/case-kinds';
import { refundAmount } from '../domain/refund-amount';
import { refundRequestRefusals } from '../domain/refund-request.refusals';
import { openStates } from '../domain/refund-request.states';
import { CaseDays } from '../storage/case-days';
import { CaseFiles } from '../storage/case-files';
import { LineRoom } from '../storage/line-room';
import { RefundRequest } from '../storage/refund-request.entity';
import { RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

const MOST_PHOTOS = 9;

@InputType()
export class RequestRefundInput extends CommandInput {
  @Field(() => Id)
  settlementLineId!: string;

  @Field(() => MoneyInput)
  amount!: MoneyInput;

  @Field(() => OpenedCaseKindEnum)
  reason!: OpenedKind;

  @Field(() => NoteText)
  note!: string;

  @Field(() => [Id], { defaultValue: [] })
  photoIds!: string[];
}

/** The buyer wants money of a settled line back, in the days in which he could open a case; the supplier decides. */
@Injectable()
export class RequestRefund {
  constructor(
    private readonly commands: Commands,
    private readonly settlements: Settlements,
    private readonly requests: RefundRequests,
    private readonly files: CaseFiles,
    private readonly room: LineRoom,
    private readonly days: CaseDays,
  ) {}

  execute(actor: Actor, input: RequestRefundInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'requestRefund', actor, input }, async (tx) => {
      const line = await this.settlements.line(tx, input.settlementLineId);
      if (line?.buyerId !== actor.organizationId) throw notFound(['settlementLineId']);
      const requestedFen = refundAmount(input.amount);
      const leftFen = await this.room.leftUnderLock(tx, line.settlementLineId);
      await this.days.requireInTime(tx, input.reason, line, ['settlementLineId']);
      await this.requireNoneOpen(tx, line.settlementLineId);
      if (requestedFen > leftFen) refuse(refundRequestRefusals.AMOUNT_ABOVE_LINE({ leftFen }, ['amount']));
      if (input.photoIds.length > MOST_PHOTOS) refuse(refundRequestRefusals.PHOTOS_TOO_MANY(['photoIds']));
      await this.files.show(tx, actor, line, input.photoIds, ['photoIds']);
      const request = requestOf(tx, actor, line, input, requestedFen);
      await this.requests.add(tx, actor, request);
      return { refundRequestId: request.id };
    });
  }

  /** The order is locked: of two requests for one line the second sees the first. */
  private async requireNoneOpen(tx: Tx, settlementLineId: string): Promise<void> {
    const open = await tx.query(
      'SELECT id FROM refund_requests WHERE settlement_line_id = $1 AND state = ANY($2)',
      [settlementLineId, openStates],
    );
    if (open.length > 0) refuse(refundRequestRefusals.ANOTHER_REQUEST_OPEN(['settlementLineId']));
  }
}

@Resolver()
export class RequestRefundResolver {
  constructor(
    private readonly useCase: RequestRefund,
    private readonly requests: RefundRequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => RefundRequestPayload)
  async requestRefund(
    @Args('input') input: RequestRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundRequestId }) => ({
      refundRequest: await this.requests.visibleTo(actor, refundRequestId),
    }));
  }
}

function requestOf(
  tx: Tx,
  actor: Actor,
  line: SettledLine,
  { reason, note, photoIds }: RequestRefundInput,
  requestedFen: bigint,
): RefundRequest {
  const { orderId, settlementLineId, buyerId, supplierId } = line;
  return {
    id: randomUUID(),
    version: 1,
    orderId,
    settlementLineId,
    buyerId,
    supplierId,
    state: 'REQUESTED',
    reason,
    note,
    photoIds,
    requestedFen,
    approvedFen: null,
    requestedBy: actor.memberId,
    requestedAt: tx.at,
    awardProposedBy: null,
    awardProposedFen: null,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    refundId: null,
  };
}
