import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import {
  Clock,
  Database,
  FieldCipher,
  businessDateOf,
  hasRole,
  notFound,
  type Actor,
  type MoneyType,
} from '../../platform/index';
import type { PaymentRequest } from '../storage/payment-request.entity';
import { Positions } from '../storage/positions';
import { RequestRows } from '../storage/request-rows';
import { PaymentPartReader } from './payment-part-reader';
import type { PaymentChannel } from './payment-channel';
import type {
  OrderPaymentType,
  OrderRefundType,
  PayerDeclarationType,
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
    private readonly parts: PaymentPartReader,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /** Throws NOT_FOUND for everybody else. */
  async visibleTo(actor: Actor, orderId: string): Promise<PaymentRequestType> {
    const request = await this.requests.find(this.database, { kind: 'ORDER', id: orderId });
    const watches = hasRole(actor, Role.FINANCE, Role.AUDITOR);
    if (!request || !(watches || isParty(actor, request))) throw notFound();
    const position = await this.positions.of(this.database, request);
    const parts = await this.parts.ofRequest(request.id);
    const next = parts.find(({ state }) => state !== 'PAID' && state !== 'LAPSED') ?? null;
    const buys = actor.organizationId === request.buyerId;
    const asksBuyer = watches || buys;
    return {
      id: request.id,
      orderId,
      state: request.state,
      channelFeePpm: request.channelFeePpm,
      due: yuan(position.dueFen),
      dueOn: next ? next.dueOn : request.dueOn,
      parts,
      received: yuan(position.receivedFen),
      outstanding: yuan(position.outstandingFen),
      refundDue: yuan(position.refundDueFen),
      refunded: yuan(position.refundedFen),
      disputed: yuan(position.disputedFen),
      instructions: asksBuyer && next ? await this.instructions(request, next.left) : null,
      payments: await this.payments(request),
      refunds: await this.refunds(request),
      payerDeclarations: await this.declarations(request, hasRole(actor, Role.FINANCE) || buys),
    };
  }

  /** The account that holds the money today; it changes with notice, so it is dated. */
  private async instructions(
    { transferCode }: PaymentRequest,
    amount: MoneyType,
  ): Promise<TransferInstructionsType | null> {
    const account = await this.database.one<Omit<TransferInstructionsType, 'transferCode' | 'amount'>>(
      `SELECT bank_name AS "bankName", account_name AS "accountName", account_number AS "accountNumber"
         FROM custody_accounts WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`,
      [businessDateOf(this.clock.now())],
    );
    return account && { transferCode, amount, ...account };
  }

  private async payments(request: PaymentRequest): Promise<OrderPaymentType[]> {
    const rows = await this.database.query<{
      id: string;
      fen: bigint;
      receivedAt: Date;
      payerDiffers: boolean;
      channel: PaymentChannel;
    }>(
      `SELECT p.id, p.fen, COALESCE(b.received_at, c.captured_at) AS "receivedAt", p.payer_differs AS "payerDiffers",
              CASE WHEN p.capture_id IS NULL THEN 'TRANSFER' ELSE 'ONLINE' END AS channel
         FROM payments p LEFT JOIN bank_receipts b ON b.id = p.receipt_id
         LEFT JOIN provider_captures c ON c.id = p.capture_id
        WHERE p.request_id = $1 ORDER BY p.credited_at, p.id`,
      [request.id],
    );
    return rows.map(({ fen, ...payment }) => ({ ...payment, amount: yuan(fen) }));
  }

  private async declarations(request: PaymentRequest, named: boolean): Promise<PayerDeclarationType[]> {
    const rows = await this.database.query<Omit<PayerDeclarationType, 'payerName'> & { sealed: string }>(
      `SELECT id, payer_name_encrypted AS sealed, relation, declared_at AS "declaredAt" FROM payer_declarations
        WHERE request_id = $1 ORDER BY declared_at, id`,
      [request.id],
    );
    return rows.map(({ sealed, ...row }) => ({
      ...row,
      payerName: named ? this.cipher.decrypt(sealed) : null,
    }));
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
