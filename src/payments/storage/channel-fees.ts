import { Injectable } from '@nestjs/common';
import { Ledger, type PostingEntry } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { channelFees } from '../domain/channel-fee';
import { refundableFen } from '../domain/payment-request';
import { orderAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { RefundRows } from './refund-rows';

/** 支付通道费: what of money that came by the provider its supplier bears. Under the request’s lock. */
@Injectable()
export class ChannelFees {
  constructor(
    private readonly positions: Positions,
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
  ) {}

  /** What of one capture is the fee now. */
  async ofCapture(tx: Tx, request: PaymentRequest, captureId: string): Promise<bigint> {
    if (request.channelFeePpm === 0) return 0n;
    const settledFen = refundableFen(await this.positions.of(tx, request), 'PAYABLE');
    return (await this.fees(tx, request, settledFen)).get(captureId) ?? 0n;
  }

  /**
   * Takes or gives back the difference, so that the fee is that of what is settled; `settledFen`: what will be left, where
   * the rest is about to be given back.
   */
  async align(tx: Tx, request: PaymentRequest, settledFen?: bigint): Promise<void> {
    if (request.channelFeePpm === 0) return;
    const position = await this.positions.of(tx, request);
    const fees = await this.fees(tx, request, settledFen ?? refundableFen(position, 'PAYABLE'));
    const missingFen = [...fees.values()].reduce((sum, fen) => sum + fen, 0n) - position.feesFen;
    if (missingFen === 0n) return;
    await this.ledger.post(tx, {
      key: `channel-fee:${request.id}:${await this.count(tx, request)}`,
      kind: 'CHANNEL_FEE',
      subject: { kind: 'ORDER', id: request.subjectId },
      entries: await this.entriesOf(tx, request, missingFen),
    });
  }

  /** Out of what is payable, and where that was paid already he owes it; what is given back is taken off his debt first. */
  private async entriesOf(tx: Tx, request: PaymentRequest, fen: bigint): Promise<PostingEntry[]> {
    const payable = orderAccount(request, 'PAYABLE');
    const owed = orderAccount(request, 'OWED_BACK');
    const payableFen = await this.ledger.available(tx, payable);
    const owedFen = await this.ledger.available(tx, owed);
    const outOfPayable = fen < payableFen ? fen : payableFen;
    const offDebt = -fen < owedFen ? -fen : owedFen;
    const debtFen = fen > 0n ? fen - outOfPayable : -offDebt;
    return [
      { ...payable, fen: fen - debtFen },
      { ...owed, fen: debtFen },
      { ...orderAccount(request, 'FEES'), fen: -fen },
    ];
  }

  private async fees(tx: Tx, { id, channelFeePpm }: PaymentRequest, settledFen: bigint) {
    return channelFees(await this.refunds.sourceShares(tx, id), settledFen, channelFeePpm);
  }

  private async count(tx: Tx, { subjectId }: PaymentRequest): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.purpose = 'FEES' AND a.subject_id = $1`,
      [subjectId],
    );
    return row?.n ?? 0;
  }
}
