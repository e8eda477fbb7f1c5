import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';

export type SettledLineRefundReason = 'SHORTAGE' | 'QUALITY' | 'RETURN' | 'RECALL' | 'PRICE_ERROR';

export interface SettledLineRefundRequest {
  readonly settlementLineId: string;
  readonly fen: bigint;
  readonly reason: SettledLineRefundReason;
  /** Names the cause; asked again with it, nothing more happens. */
  readonly key: string;
  readonly path?: readonly (string | number)[];
}

/** Sends money of a settled line back to the buyer. */
@Injectable()
export class SettledLineRefunds {
  refund(_tx: Tx, _request: SettledLineRefundRequest): Promise<{ lineRefundId: string; refundId: string }> {
    return Promise.reject(new Error('Refunds of settled lines arrive with payments'));
  }
}
