import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, type PostingEntry } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { splitOfDispute } from '../domain/dispute-split';
import { refundableFen } from '../domain/payment-request';
import { disputeStates } from '../domain/dispute.states';
import { CaptureDispute } from './capture-dispute.entity';
import { DisputeTelling } from './dispute-telling';
import { channelCost, orderAccount, providerAccount, withheldAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { RefundRows } from './refund-rows';
import { RequestRows } from './request-rows';

/** A dispute as the provider shows it now. */
export interface DisputeNews {
  readonly captureId: string;
  readonly reference: string;
  readonly fen: bigint;
  readonly verdict: 'WON' | 'LOST' | null;
  readonly openedAt: Date;
}

const COLUMNS = `id, capture_id AS "captureId", reference, fen, held_fen AS "heldFen", payable_fen AS "payableFen",
  owed_fen AS "owedFen", state, opened_at AS "openedAt", decided_at AS "decidedAt", version`;

/** Takes disputed money from the order while its payer's bank decides, and gives it back or lets it go after. */
@Injectable()
export class Disputing {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly refunds: RefundRows,
    private readonly telling: DisputeTelling,
    private readonly ledger: Ledger,
  ) {}

  /** Opened and decided once each, also where the opening is heard of only with the verdict. */
  async follow(tx: Tx, news: DisputeNews): Promise<void> {
    const [capture] = await tx.query<{ request_id: string }>(
      'SELECT request_id FROM provider_captures WHERE id = $1',
      [news.captureId],
    );
    if (!capture) throw new Error(`there is no capture ${news.captureId}`);
    const request = await this.requests.lockById(tx, capture.request_id);
    const dispute = (await this.find(tx, news.reference)) ?? (await this.open(tx, request, news));
    if (dispute.state !== 'OPEN' || news.verdict === null) return;
    const state = disputeStates.next(dispute.state, news.verdict === 'WON' ? 'win' : 'lose');
    await tx.change(CaptureDispute, dispute, { state, decidedAt: tx.at });
    await (state === 'WON' ? this.win(tx, request, dispute) : this.lose(tx, request, dispute));
  }

  private async find(tx: Tx, reference: string): Promise<CaptureDispute | null> {
    const [row] = await tx.query<CaptureDispute>(
      `SELECT ${COLUMNS} FROM capture_disputes WHERE reference = $1`,
      [reference],
    );
    return row ?? null;
  }

  private async open(tx: Tx, request: PaymentRequest, news: DisputeNews): Promise<CaptureDispute> {
    const { captureId, reference, fen, openedAt } = news;
    const shares = await this.refunds.sourceShares(tx, request.id);
    const leftFen = shares.find((share) => share.captureId === captureId)?.leftFen ?? 0n;
    const position = await this.positions.of(tx, request);
    const split = splitOfDispute(fen, leftFen, {
      heldFen: position.heldFen,
      payableFen: await this.ledger.available(tx, orderAccount(request, 'PAYABLE')),
      settledFen: refundableFen(position, 'PAYABLE'),
    });
    const facts = { captureId, reference, fen, openedAt, ...split };
    const dispute = { ...facts, id: randomUUID(), state: 'OPEN' as const, decidedAt: null, version: 1 };
    await tx.add(CaptureDispute, dispute);
    const fromOrderFen = orderFen(dispute);
    await this.post(tx, request, dispute, 'opened', [
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

  /** Everything comes back; what the supplier has paid back meanwhile is owed to him again. */
  private async win(tx: Tx, request: PaymentRequest, dispute: CaptureDispute): Promise<void> {
    const { fen, heldFen, payableFen, owedFen } = dispute;
    const { owedBackFen } = await this.positions.of(tx, request);
    const forgivenFen = owedFen < owedBackFen ? owedFen : owedBackFen;
    const fromOrderFen = orderFen(dispute);
    await this.post(tx, request, dispute, 'won', [
      { ...orderAccount(request, 'DISPUTED'), fen: fromOrderFen },
      { ...orderAccount(request, 'HELD'), fen: -heldFen },
      { ...orderAccount(request, 'PAYABLE'), fen: forgivenFen - owedFen - payableFen },
      { ...orderAccount(request, 'OWED_BACK'), fen: -forgivenFen },
      { ...providerAccount, fen },
      { ...withheldAccount, fen: -fromOrderFen },
      { ...channelCost, fen: fromOrderFen - fen },
    ]);
    await this.telling.cameBack(tx, request, dispute);
  }

  private async lose(tx: Tx, request: PaymentRequest, dispute: CaptureDispute): Promise<void> {
    const fen = orderFen(dispute);
    if (fen === 0n) return;
    await this.post(tx, request, dispute, 'lost', [
      { ...orderAccount(request, 'DISPUTED'), fen },
      { ...withheldAccount, fen: -fen },
    ]);
  }

  private async post(
    tx: Tx,
    request: PaymentRequest,
    { id }: CaptureDispute,
    step: 'opened' | 'won' | 'lost',
    entries: PostingEntry[],
  ): Promise<void> {
    const subject = { kind: 'ORDER', id: request.subjectId };
    const kind = `DISPUTE_${step.toUpperCase()}`;
    await this.ledger.post(tx, { key: `dispute-${step}:${id}`, kind, subject, entries });
  }
}

/** What a dispute takes from the order. */
function orderFen({ heldFen, payableFen, owedFen }: CaptureDispute): bigint {
  return heldFen + payableFen + owedFen;
}
