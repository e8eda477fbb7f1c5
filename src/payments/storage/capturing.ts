import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { CaptureBooks, type Capture } from './capture-books';
import { Crediting } from './crediting';
import { orderAccount, providerAccount, returnAccount } from './order-accounts';
import { Positions } from './positions';
import { RefundRows } from './refund-rows';
import { RequestRows } from './request-rows';

/** Credits what is due; what is more, also all of it where nothing is due any more, goes back to where it came from. */
@Injectable()
export class Capturing {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly crediting: Crediting,
    private readonly refunds: RefundRows,
    private readonly books: CaptureBooks,
  ) {}

  async capture(tx: Tx, capture: Capture): Promise<void> {
    const request = await this.requests.lockById(tx, capture.requestId);
    if (!(await this.books.add(tx, capture))) return;
    const { outstandingFen } = await this.positions.of(tx, request);
    const fen = outstandingFen < capture.fen ? outstandingFen : capture.fen;
    await this.books.post(tx, capture, [
      { ...providerAccount, fen: capture.fen },
      { ...orderAccount(request, 'HELD'), fen: -fen },
      { ...returnAccount(capture.id), fen: fen - capture.fen },
    ]);
    if (fen > 0n) await this.crediting.credit(tx, request, { captureId: capture.id, fen });
    if (fen < capture.fen) await this.refunds.addExcess(tx, capture.id, capture.fen - fen);
  }
}
