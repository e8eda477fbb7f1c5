import { PREPAID, readPlan, type PaymentPlan, type SaidDetails } from '../../../libs/payment-plan/src/index';
import { contractText, type ContractFacts } from './contract-text';

const facts: ContractFacts = {
  orderNumber: 'XS20260709-000001',
  version: 2,
  buyer: { name: '示例采购公司', uscc: '91000000000000000K', regionName: '上海市黄浦区' },
  unitName: '示例采购公司食堂',
  supplier: { name: '示例合作社', uscc: '93510000MA00000019', regionName: '云南省昭通市永善县' },
  agent: null,
  lines: [
    {
      productName: '示例花椒',
      grade: '一级',
      originName: '云南省昭通市永善县',
      certificateNo: 'C-1',
      announced: null,
      sampleNumber: null,
      harvestedOn: '2026-07-01',
      quantityBase: 2_000_000n,
      displayUnit: 'kg',
      unitPriceFen: 6_450n,
      priceUnit: 'kg',
      vatRateBp: 900,
      goodsFen: 12_900_000n,
      freightKind: 'PER_KG',
      freightRateFen: 40n,
    },
  ],
  goodsFen: 12_900_000n,
  vatFen: 1_065_138n,
  freightFen: 80_000n,
  freightAgreed: { kind: 'FIXED', fen: 80_000n },
  plan: { terms: 'PREPAID', ...PREPAID },
  paymentDays: {
    first: 30,
    ahead: 3,
    later: 30,
    gap: 30,
    firstExtension: 15,
    laterExtension: 10,
    extra: 15,
    extraGrace: 7,
    escalation: 9,
  },
  toleranceBp: 500,
  autoAcceptanceDays: 10,
  cutAnswerDays: 5,
  deliveryPlace: '上海市黄浦区',
  deliveryOn: '2026-07-20',
  drawnUpOn: '2026-07-09',
  quoteVersionId: null,
  frameworkId: null,
  auditHead: 'ab12',
};

describe('the contract text', () => {
  it('says parties, goods, prices, terms, delivery and the head of the audit chain', () => {
    const text = contractText(facts);
    for (const part of [
      '合同编号：XS20260709-000001-V2',
      '采购方：示例采购公司（统一社会信用代码 91000000000000000K，上海市黄浦区）',
      '数量 2000.000 千克，单价 64.50 元/千克，税率 9%，金额 129000.00 元',
      '合计：129800.00 元',
      '在 5% 以内按实收计价',
      '先款后货：双方签署后 30 日内付清，采购方可延长一次 15 日。',
      '自全部验收之日起 15 日内付清；到期未付经提醒后 7 日内仍未付清的，平台按已付金额结算',
      '审计链头：ab12',
    ])
      expect(text).toContain(part);
  });

  it('says what freight is charged by, so that the accepted weight can be priced from it', () => {
    const [line] = facts.lines;
    const said = (kind: 'INCLUDED' | 'FIXED' | 'PER_KG', freightRateFen: bigint) =>
      contractText({
        ...facts,
        freightAgreed: null,
        lines: line ? [{ ...line, freightKind: kind, freightRateFen }] : [],
      });
    expect(said('PER_KG', 40n)).toContain('运费按实收每千克 0.40 元');
    expect(said('FIXED', 80_000n)).toContain('运费每种商品一次 800.00 元');
    expect(said('INCLUDED', 0n)).toContain('运费包邮');
    expect(contractText(facts)).not.toContain('运费按实收');
  });

  it('names the quote or the framework it rests on', () => {
    expect(contractText(facts)).not.toContain('依据');
    expect(contractText({ ...facts, quoteVersionId: 'q-1' })).toContain('依据报价版本：q-1');
    expect(contractText({ ...facts, frameworkId: 'f-1' })).toContain('依据框架协议：f-1');
  });

  it('is the same to the byte for the same facts, and another for any change', () => {
    expect(contractText({ ...facts })).toBe(contractText(facts));
    expect(contractText({ ...facts, freightFen: 80_001n })).not.toBe(contractText(facts));
  });

  it('says the plan it is paid by, part by part, and what becomes of what is not paid', () => {
    const said = (terms: PaymentPlan['terms'], details: SaidDetails = {}) =>
      contractText({ ...facts, plan: readPlan(terms, details, []) })
        .split('五、付款\n')[1]
        ?.split('\n\n')[0]
        ?.split('\n');
    const parts = '到账款项先抵最早一期；实收与订购不一致的，只调整最后未付的各期，已付清的各期不变。';
    expect(said('POSTPAID')).toEqual([
      '先货后款：全部验收后 30 日内付清。',
      '采购方可将其中一期的付款期限延长一次：验收后应付的延长 10 日，已逾期的不得延长。',
      parts,
      '验收后应付的款项逾期未付的，平台通知双方，通知后 9 日仍未付清的由平台催收。',
    ]);
    expect(said('POSTPAID', { restDue: 'INSTALMENTS', instalments: 3 })?.[0]).toBe(
      '先货后款：分 3 期等额支付，第一期于全部验收后 30 日内付清，以后每 30 日一期。',
    );
    expect(said('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' })).toEqual([
      '预付款加尾款：双方签署后 30 日内付合同总价的 30% 作为预付款，全部款项付清后发货。预付款不是定金。',
      '尾款：交货日期 3 日前付清，不早于预付款的付款期限。',
      '发货前应付的款项逾期未付的，订单终止，已付款项退回原付款账户。',
      '采购方可将其中一期的付款期限延长一次：发货前应付的延长 15 日。',
      parts,
      expect.stringContaining('实收超出订购数量须补付的款项，自全部验收之日起 15 日内付清'),
    ]);
    const shipments = said('DEPOSIT_BALANCE', { depositPercent: 20, restDue: 'BY_SHIPMENT' });
    expect(shipments?.[1]).toBe(
      '尾款：按批次支付，每批验收后 30 日内付清该批实收价款，其中 20% 以预付款抵付。',
    );
    expect(shipments?.at(-1)).toContain('逾期期间供应方可以暂停发货或取消未发货部分');
  });
});
