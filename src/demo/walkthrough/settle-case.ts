import { CallFailed } from './caller';
import type { Settled } from './deliver';
import { kg, money, yuan } from './figures';
import type { Walk } from './walk';

const CLAIMED_FEN = 120_000n;
const BAD_KG = 20;
/** Uneven, so that it is recognised in every list. */
export const OFFERED_FEN = 88_888n;

/** 售后单: the buyer claims, the cooperative offers less, the buyer takes it, and so much goes back. */
export async function settleCase(walk: Walk, orderId: string, { lineId }: Settled): Promise<void> {
  const title = {
    zh: '售后单：采购方提出，合作社提出方案，采购方接受',
    en: 'An after-sales case: the buyer claims, the cooperative offers, the buyer accepts',
  };
  walk.narrator.step(title, 'OpenCase', 'ReplyToCase', 'AcceptCaseOffer');
  const { openCase } = await walk.send('clerk', 'OpenCase', {
    orderId,
    kind: 'QUALITY',
    lines: [{ settlementLineId: lineId, amount: money(CLAIMED_FEN), quantity: kg(BAD_KG) }],
    words: '示例：少量颗粒开口不足。',
  });
  const opened = openCase.afterSalesCase;
  if (!opened) throw new CallFailed('OpenCase: no case');
  walk.narrator.tell({
    zh: `${opened.number}：申请 ${yuan(CLAIMED_FEN)} 元，合作社最迟 ${opened.dueOn} 答复`,
    en: `${opened.number}: ${yuan(CLAIMED_FEN)} yuan claimed, to be answered by ${opened.dueOn}`,
  });
  const { replyToCase } = await walk.send('supplier', 'ReplyToCase', {
    caseId: opened.id,
    expectedVersion: opened.version,
    lines: opened.lines.map(({ id }) => ({ caseLineId: id, amount: money(OFFERED_FEN) })),
    words: '示例：按实际不合格数量退款。',
  });
  const offered = replyToCase.afterSalesCase;
  if (!offered) throw new CallFailed('ReplyToCase: no case');
  walk.narrator.check({ zh: '售后单状态', en: 'state of the case' }, 'SUPPLIER_REPLY', offered.state);
  const { acceptCaseOffer } = await walk.send('clerk', 'AcceptCaseOffer', {
    caseId: offered.id,
    expectedVersion: offered.version,
  });
  const agreed = acceptCaseOffer.afterSalesCase;
  walk.narrator.check({ zh: '售后单状态', en: 'state of the case' }, 'AGREED', agreed?.state ?? '—');
  const refunded = agreed?.lines[0]?.refunded.amount ?? '—';
  walk.narrator.check({ zh: '待退', en: 'to go back' }, yuan(OFFERED_FEN), refunded);
}
