import { toShanghaiIso, type Sheet } from '../../platform/index';
import { memberAmounts, type MemberShare } from '../domain/member-shares';
import { payoutStatementStates } from '../domain/payout-statement.states';
import type { PayoutLineKind } from '../storage/open-entries';
import type { LineRow, StatementRow } from '../storage/statement-reader';
import { yuan } from './yuan';

const KINDS: Readonly<Record<PayoutLineKind, string>> = {
  SALE: '货款',
  REFUND: '退款',
  FEE: '支付通道费',
  CLAWBACK: '追回',
  DISPUTE: '拒付争议',
  RETURNED: '付款退回',
  PAID_BEFORE: '此前已付',
};

/** The statement as it is printed and held against its hash. */
export function statementSheet(statement: StatementRow, lines: readonly LineRow[]): Sheet {
  const money = (label: string, fen: bigint) => ({ label, value: yuan(fen).amount, kind: 'MONEY' }) as const;
  return {
    name: '结算单',
    title: `结算单 ${statement.number}`,
    facts: [
      { label: '供应商', value: statement.supplierName },
      { label: '期间', value: `${statement.periodFrom} 至 ${statement.periodTo}` },
      { label: '截止', value: toShanghaiIso(statement.cutOffAt).slice(0, 16).replace('T', ' ') },
      { label: '状态', value: payoutStatementStates.nameOf(statement.state).zh },
      money('本期合计', statement.linesFen),
      money('前期欠款', statement.carriedFen),
      money('抵扣', statement.setOffFen),
      money('应付', statement.payFen),
      ...(statement.connectFen > 0n ? [money('其中经 Stripe 支付', statement.connectFen)] : []),
      money('结转欠款', statement.debtAfterFen),
      { label: '内容校验值', value: statement.contentHash ?? '' },
    ],
    columns: [
      { heading: '时间', kind: 'INSTANT' },
      { heading: '类别', kind: 'TEXT', width: 12 },
      { heading: '订单编号', kind: 'TEXT' },
      { heading: '金额（元）', kind: 'MONEY' },
    ],
    rows: lines.map(({ eventAt, kind, orderNumber, orderId, fen }) => [
      toShanghaiIso(eventAt).slice(0, 16).replace('T', ' '),
      KINDS[kind],
      orderNumber ?? orderId,
      yuan(fen).amount,
    ]),
    total: ['合计', null, null, yuan(statement.linesFen).amount],
  };
}

export function membersSheet({ number, payFen }: StatementRow, shares: readonly MemberShare[]): Sheet {
  return {
    name: '成员份额',
    title: `成员份额 ${number}`,
    facts: [{ label: '说明', value: '款项付给合作社，由合作社按份额分配' }],
    columns: [
      { heading: '成员编号', kind: 'TEXT' },
      { heading: '份额（百万分之一）', kind: 'WHOLE' },
      { heading: '金额（元）', kind: 'MONEY' },
    ],
    rows: memberAmounts(payFen, shares).map(({ memberNumber, sharePpm, fen }) => [
      memberNumber,
      String(sharePpm),
      yuan(fen).amount,
    ]),
    total: ['合计', null, yuan(payFen).amount],
  };
}
