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
  terms: 'PREPAID',
  paymentDays: 30,
  extensionDays: 15,
  extraPaymentDays: 15,
  extraGraceDays: 7,
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

  it('says when goods-first is due', () =>
    expect(contractText({ ...facts, terms: 'POSTPAID' })).toContain('先货后款：全部验收后 30 日内付清。'));
});
