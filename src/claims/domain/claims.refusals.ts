import { defineRefusals } from '../../../libs/workflow/src/index';

export const MOST_LINES = 50;
export const MOST_EVIDENCE = 30;
export const MOST_IMPORT_EVIDENCE = 500;
export const MOST_VERIFIED_AT_ONCE = 200;

/** Why a purchase made elsewhere cannot be claimed, verified or taken back. */
export const claimsRefusals = defineRefusals({
  OWN_GOODS: { zh: '不能申报本单位自己的销售', en: 'You cannot claim a purchase from your own organization' },
  SUPPLIER_UNKNOWN: { zh: '没有这家供应商', en: 'There is no such supplier' },
  SUPPLIER_NOT_ADMITTED: {
    zh: '供应商在购买当日未处于入驻状态',
    en: 'The supplier was not admitted on the day of the purchase',
  },
  LOT_UNKNOWN: {
    zh: '该供应商没有这个合格证号的批次',
    en: 'The supplier has no lot with this certificate number',
  },
  LOT_AMBIGUOUS: {
    zh: '该供应商有多个批次使用这个合格证号',
    en: 'Several lots of the supplier carry this certificate number',
  },
  LOT_TWICE: { zh: '同一批次只能占一行', en: 'A lot stands in one line only' },
  LOT_RECALLED: { zh: '该批次已召回', en: 'The lot was recalled' },
  PRODUCT_NOT_RECOGNISED: {
    zh: '该产品在购买当日未取得有效的消费帮扶产品认定',
    en: 'The product held no valid recognition on the day of the purchase',
  },
  PURCHASED_IN_FUTURE: { zh: '购买日期不能晚于今天', en: 'The purchase cannot lie in the future' },
  CLAIM_TOO_OLD: {
    zh: (p: { oldest: string }) => `购买日期不能早于 ${p.oldest}`,
    en: (p: { oldest: string }) => `The purchase cannot lie before ${p.oldest}`,
  },
  PURCHASED_BEFORE_HARVEST: {
    zh: (p: { harvestedOn: string }) => `购买日期早于批次采收日期 ${p.harvestedOn}`,
    en: (p: { harvestedOn: string }) => `Bought before the lot was harvested on ${p.harvestedOn}`,
  },
  AMOUNT_ZERO: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  INVOICE_NUMBER_FORM: {
    zh: '发票号码应为 6–30 位数字或字母，空格和短横线不计',
    en: 'An invoice number has 6 to 30 digits or letters; gaps and hyphens do not count',
  },
  INVOICE_EXCEEDED: {
    zh: (p: { left: string }) => `该发票尚可申报 ${p.left} 元`,
    en: (p: { left: string }) => `Of this invoice ${p.left} yuan are left to claim`,
  },
  INVOICE_DIFFERS: {
    zh: '该供应商的同号发票已按另一付款单位或另一金额申报',
    en: 'This invoice of the supplier was claimed with another payer or amount',
  },
  INVOICE_ON_ORDER: {
    zh: '该发票已登记在平台订单上，不能再作平台外采购申报',
    en: 'This invoice stands for an order on the platform; it cannot be claimed as a purchase elsewhere',
  },
  INVOICE_LOT_CLAIMED: {
    zh: '该发票的这个批次已经申报',
    en: 'This lot of the invoice is claimed already',
  },
  TWIN_ON_PLATFORM: {
    zh: (p: { number: string }) => `平台订单 ${p.number} 是同一供应商、批次和金额的采购，不能重复申报`,
    en: (p: { number: string }) => `Order ${p.number} is a purchase of the same supplier, lot and amount`,
  },
  TWIN_CLAIM: {
    zh: (p: { number: string }) => `申报 ${p.number} 是同日、同一供应商、批次和金额的采购，不能重复申报`,
    en: (p: { number: string }) =>
      `Claim ${p.number} is a purchase of the same day, supplier, lot and amount`,
  },
  TWIN_UNANSWERED: {
    zh: '该申报与其他采购相近：请说明为何是另一笔采购',
    en: 'The claim resembles another purchase: say why it is another one',
  },
  PAIRING_NOT_APPLICABLE: {
    zh: '所选结对关系不适用于这笔采购',
    en: 'The chosen pairing does not cover this purchase',
  },
  LINES_MISSING: { zh: `申报应有 1–${MOST_LINES} 行`, en: `A claim has 1 to ${MOST_LINES} lines` },
  EVIDENCE_MISSING: { zh: '请附上佐证材料', en: 'Attach the evidence' },
  EVIDENCE_TOO_MANY: {
    zh: `佐证材料最多 ${MOST_EVIDENCE} 份`,
    en: `At most ${MOST_EVIDENCE} papers of evidence`,
  },
  EVIDENCE_TWICE: {
    zh: '同一份文件只能作为一种佐证',
    en: 'The same file proves one thing only',
  },
  EVIDENCE_KINDS_MISSING: {
    zh: (p: { least: number }) => `至少需要 ${p.least} 种佐证材料`,
    en: (p: { least: number }) => `At least ${p.least} kinds of evidence are needed`,
  },
  EVIDENCE_CODE_FORM: {
    zh: '佐证编号应为 1–20 位字母、数字、下划线或短横线',
    en: 'A code of evidence has 1 to 20 letters, digits, underscores or hyphens',
  },
  EVIDENCE_CODE_TWICE: { zh: '佐证编号不能重复', en: 'A code stands for one paper' },
  IMPORT_HEADINGS_MISSING: {
    zh: '没有找到模板的列标题，请使用最新模板',
    en: 'The headings of the template were not found: use the template',
  },
  IMPORT_HAS_NO_ROWS: { zh: '没有可导入的行', en: 'There is no row to take' },
  IMPORT_SEEN_DIFFERENTLY: {
    zh: '行数或金额与检查结果不一致，请核对后再确认',
    en: 'Rows or amount differ from what was checked: look again before you confirm',
  },
  IMPORT_OUTDATED: {
    zh: '检查之后有行已不再有效（库存、发票或认定已变化），请重新上传检查',
    en: 'Some rows are good no longer since they were checked: stage the table again',
  },
  NOTHING_TO_VERIFY: {
    zh: `一次核验 1–${MOST_VERIFIED_AT_ONCE} 笔申报`,
    en: `1 to ${MOST_VERIFIED_AT_ONCE} claims are verified at a time`,
  },
  CLAIM_TWICE: { zh: '同一申报只能列一次', en: 'A claim is listed once' },
  CLAIM_CHANGED: {
    zh: '申报内容已变化，请重新查看后再核验',
    en: 'The claim has changed: read it again before you verify it',
  },
  SIDE_VERIFIED_ALREADY: {
    zh: '贵方已经核验，另一方的核验人员须来自另一方单位',
    en: 'Your side has verified it: the other verifier comes from the other side',
  },
  VERIFIER_INVOLVED: {
    zh: '核验人员不得来自申报单位或供应商',
    en: 'Who verifies belongs neither to the claimant nor to the supplier',
  },
  REVERSED_ABOVE_LINE: {
    zh: (p: { left: string }) => `该行尚可冲销 ${p.left} 元`,
    en: (p: { left: string }) => `Of this line ${p.left} yuan are left to take back`,
  },
  REFUND_NAMES_LINE: {
    zh: '退款须指明申报行和金额',
    en: 'A refund names the line and the amount',
  },
  REVERSED_BY_VERIFIER: {
    zh: '申报单位只能登记退款；不实申报由核验人员冲销',
    en: 'A claimant records refunds only; a verifier takes back what is not genuine',
  },
  NOT_GENUINE_IN_WHOLE: {
    zh: '不实的申报须整笔冲销',
    en: 'What is not genuine is taken back whole',
  },
});
