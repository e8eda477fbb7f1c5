import { CallFailed } from './caller';
import type { Settled } from './deliver';
import { money, yuan } from './figures';
import type { Walk } from './walk';

export const REFUND_FEN = 88_888n; // uneven, so that it is recognised in every list

export async function refundPart(walk: Walk, { lineId }: Settled): Promise<void> {
  const title = {
    zh: '采购方申请部分退款，合作社同意',
    en: 'A partial refund: the buyer asks, the cooperative agrees',
  };
  walk.narrator.step(title, 'RequestRefund', 'ApproveRefund');
  const { requestRefund } = await walk.send('clerk', 'RequestRefund', {
    settlementLineId: lineId,
    amount: money(REFUND_FEN),
    reason: 'QUALITY',
    note: '示例：少量颗粒开口不足。',
  });
  const request = requestRefund.refundRequest;
  if (!request) throw new CallFailed('RequestRefund: no request');
  walk.narrator.tell({ zh: `申请 ${yuan(REFUND_FEN)} 元`, en: `${yuan(REFUND_FEN)} yuan asked for` });
  const { approveRefund } = await walk.send('supplier', 'ApproveRefund', {
    refundRequestId: request.id,
    expectedVersion: request.version,
  });
  walk.narrator.check(
    { zh: '退款申请状态', en: 'refund request state' },
    'PROCESSING',
    approveRefund.refundRequest?.state ?? '—',
  );
}
