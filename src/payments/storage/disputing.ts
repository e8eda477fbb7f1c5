import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { sumOf } from '../domain/dispute-split';
import { disputeStates } from '../domain/dispute.states';
import { CaptureDispute } from './capture-dispute.entity';
import { ChannelFees } from './channel-fees';
import { DisputeBooks } from './dispute-books';
import { DisputeTelling } from './dispute-telling';
import { LostDisputes } from './lost-disputes';
import { channelCost, orderAccount, providerAccount, withheldAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { RequestRows } from './request-rows';

/** A dispute as the provider shows it now. */
export interface DisputeNews {
  readonly captureId: string;
  readonly reference: string;
  readonly fen: bigint;
  readonly verdict: 'WON' | 'LOST' | null;
  readonly openedAt: Date;
}

/** Takes disputed money from the order while its payer's bank decides, and gives it back or lets it go after. */
@Injectable()
export class Disputing {
  constructor(
    private readonly requests: RequestRows,
    private readonly books: DisputeBooks,
    private readonly telling: DisputeTelling,
    private readonly lost: LostDisputes,
    private readonly fees: ChannelFees,
  ) {}

  /** Opened and decided once each, also where the opening is heard of only with the verdict. */
  async follow(tx: Tx, news: DisputeNews): Promise<void> {
    const [capture] = await tx.query<{ request_id: string }>(
      'SELECT request_id FROM provider_captures WHERE id = $1',
      [news.captureId],
    );
    if (!capture) throw new Error(`there is no capture ${news.captureId}`);
    const request = await this.requests.lockById(tx, capture.request_id);
    const dispute = (await this.books.find(tx, news.reference)) ?? (await this.open(tx, request, news));
    if (dispute.state === 'OPEN' && news.verdict !== null)
      await this.decide(tx, request, dispute, news.verdict);
    await this.fees.align(tx, request);
  }

  private async decide(
    tx: Tx,
    request: PaymentRequest,
    dispute: CaptureDispute,
    verdict: 'WON' | 'LOST',
  ): Promise<void> {
    const state = disputeStates.next(dispute.state, verdict === 'WON' ? 'win' : 'lose');
    await tx.change(CaptureDispute, dispute, { state, decidedAt: tx.at });
    await (state === 'WON' ? this.win(tx, request, dispute) : this.lose(tx, request, dispute));
  }

  private async open(tx: Tx, request: PaymentRequest, news: DisputeNews): Promise<CaptureDispute> {
    const { captureId, reference, fen, openedAt } = news;
    const split = await this.books.splitOf(tx, request, captureId, fen);
    const facts = { captureId, reference, fen, openedAt, ...split };
    const dispute = { ...facts, id: randomUUID(), state: 'OPEN' as const, decidedAt: null, version: 1 };
    await tx.add(CaptureDispute, dispute);
    const fromOrderFen = sumOf(dispute);
    const step = { kind: 'DISPUTE_OPENED', key: `dispute-opened:${dispute.id}` } as const;
    await this.books.post(tx, request, step, [
      { ...orderAccount(request, 'HELD'), fen: split.heldFen },
      { ...orderAccount(request, 'PAYABLE'), fen: split.payableFen },
      { ...orderAccount(request, 'OWED_BACK'), fen: split.owedFen },
      { ...orderAccount(request, 'DISPUTED'), fen: -fromOrderFen },
      { ...providerAccount, fen: -fen },
      { ...withheldAccount, fen: fromOrderFen },
      { ...channelCost, fen: fen - fromOrderFen },
    ]);
    await this.telling.taken(tx, request, dispute);
    return dispute;
  }

  /** Everything comes back. */
  private async win(tx: Tx, request: PaymentRequest, dispute: CaptureDispute): Promise<void> {
    const fromOrderFen = sumOf(dispute);
    const step = { kind: 'DISPUTE_WON', key: `dispute-won:${dispute.id}` } as const;
    await this.books.post(tx, request, step, [
      { ...orderAccount(request, 'DISPUTED'), fen: fromOrderFen },
      ...(await this.books.givingBack(tx, request, dispute)),
      { ...providerAccount, fen: dispute.fen },
      { ...withheldAccount, fen: -fromOrderFen },
      { ...channelCost, fen: fromOrderFen - dispute.fen },
    ]);
    await this.telling.cameBack(tx, request, dispute);
  }

  private async lose(tx: Tx, request: PaymentRequest, dispute: CaptureDispute): Promise<void> {
    const fen = sumOf(dispute);
    const step = { kind: 'DISPUTE_LOST', key: `dispute-lost:${dispute.id}` } as const;
    if (fen > 0n)
      await this.books.post(tx, request, step, [
        { ...orderAccount(request, 'DISPUTED'), fen },
        { ...withheldAccount, fen: -fen },
      ]);
    await this.lost.payBack(tx, request, dispute.captureId);
  }
}
