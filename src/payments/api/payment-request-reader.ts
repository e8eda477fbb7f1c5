import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { Clock, Database, businessDateOf, hasRole, notFound, type Actor } from '../../platform/index';
import type { PaymentRequest } from '../storage/payment-request.entity';
import { Positions } from '../storage/positions';
import { RequestRows } from '../storage/request-rows';
import type {
  OrderPaymentType,
  OrderRefundType,
  PaymentRequestType,
  TransferInstructionsType,
} from './payment-request.type';
import { yuan } from './yuan';

/** One order's payment request as its buyer, its supplier and those who watch the money see it. */
@Injectable()
export class PaymentRequestReader {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND for everybody else. */
  async visibleTo(actor: Actor, orderId: string): Promise<PaymentRequestType> {
    const request = await this.requests.find(this.database, { kind: 'ORDER', id: orderId });
    const watches = hasRole(actor, Role.FINANCE, Role.AUDITOR);
    if (!request || !(watches || isParty(actor, request))) throw notFound();
    const position = await this.positions.of(this.database, request);
    const asksBuyer = watches || actor.organizationId === request.buyerId;
    const open = request.state === 'OPEN' && position.outstandingFen > 0n;
    return {
      id: request.id,
      orderId,
      state: request.state,
      due: yuan(position.dueFen),
      dueOn: request.dueOn,
      received: yuan(position.receivedFen),
      outstanding: yuan(position.outstandingFen),
      refundDue: yuan(position.refundDueFen),
      refunded: yuan(position.refundedFen),
      instructions: asksBuyer && open ? await this.instructions(request, position.outstandingFen) : null,
      payments: await this.payments(request),
      refunds: await this.refunds(request),
    };
  }

  /** The account that holds the money today; it changes with notice, so it is dated. */
  private async instructions(
    { transferCode }: PaymentRequest,
    fen: bigint,
  ): Promise<TransferInstructionsType | null> {
    const account = await this.database.one<Omit<TransferInstructionsType, 'transferCode' | 'amount'>>(
      `SELECT bank_name AS "bankName", account_name AS "accountName", account_number AS "accountNumber"
         FROM custody_accounts WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`,
      [businessDateOf(this.clock.now())],
    );
    return account && { transferCode, amount: yuan(fen), ...account };
  }

  private async payments(request: PaymentRequest): Promise<OrderPaymentType[]> {
    const rows = await this.database.query<{
      id: string;
      fen: bigint;
      receivedAt: Date;
      payerDiffers: boolean;
    }>(
      `SELECT p.id, p.fen, b.received_at AS "receivedAt", p.payer_differs AS "payerDiffers"
         FROM payments p JOIN bank_receipts b ON b.id = p.receipt_id
        WHERE p.request_id = $1 ORDER BY p.credited_at, p.id`,
      [request.id],
    );
    return rows.map(({ fen, ...payment }) => ({ ...payment, amount: yuan(fen) }));
  }

  private async refunds(request: PaymentRequest): Promise<OrderRefundType[]> {
    const rows = await this.database.query<Omit<OrderRefundType, 'amount'> & { fen: bigint }>(
      `SELECT f.id, f.fen, f.reason, f.requested_at AS "requestedAt",
              CASE WHEN EXISTS (SELECT FROM refund_payments d WHERE d.refund_id = f.id AND d.state <> 'DONE')
                   THEN 'PROCESSING' ELSE 'DONE' END AS state
         FROM refunds f WHERE f.request_id = $1 ORDER BY f.requested_at, f.id`,
      [request.id],
    );
    return rows.map(({ fen, ...refund }) => ({ ...refund, amount: yuan(fen) }));
  }
}

function isParty({ organizationId }: Actor, { buyerId, supplierId }: PaymentRequest): boolean {
  return organizationId === buyerId || organizationId === supplierId;
}
