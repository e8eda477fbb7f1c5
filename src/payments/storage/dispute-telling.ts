import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { CaptureDispute } from './capture-dispute.entity';
import { Crediting } from './crediting';
import { PartRows } from './part-rows';
import type { PaymentRequest } from './payment-request.entity';
import { Refunding } from './refunding';

/** What a dispute over held money means for what its order still asks for. */
@Injectable()
export class DisputeTelling {
  constructor(
    private readonly crediting: Crediting,
    private readonly parts: PartRows,
    private readonly refunding: Refunding,
  ) {}

  /** Paid parts of before may ask again. */
  async taken(tx: Tx, request: PaymentRequest, { heldFen }: CaptureDispute): Promise<void> {
    if (heldFen > 0n && request.state === 'OPEN') await this.parts.realign(tx, request);
  }

  /** The order goes on; where it has ended meanwhile the money goes back to its payer. */
  async cameBack(tx: Tx, request: PaymentRequest, { id, captureId, heldFen }: CaptureDispute): Promise<void> {
    if (heldFen === 0n) return;
    if (request.state === 'OPEN') {
      await this.parts.realign(tx, request);
      return this.crediting.tellOfCapture(tx, request, captureId, heldFen);
    }
    const order = { subject: { kind: 'ORDER' as const, id: request.subjectId }, fen: heldFen };
    const key = `dispute-won:${id}`;
    await this.refunding.refund(tx, { ...order, reason: 'CANCELLED', from: 'HELD', key });
  }
}
