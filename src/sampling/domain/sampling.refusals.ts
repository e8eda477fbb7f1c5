import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a sample cannot be asked for, sent or judged. Of a sealed request none of it tells who quoted. */
export const samplingRefusals = defineRefusals({
  LINE_UNKNOWN: { zh: '询价单中没有这一需求行', en: 'The request has no such line' },
  REQUEST_OVER: {
    zh: '询价单未发布、已结束或内容已变更',
    en: 'The request is not open, has ended, or asks for something else by now',
  },
  SUPPLIER_NOT_ASKED: {
    zh: '只能向已邀请或已报价的供应商索样',
    en: 'Samples are asked of suppliers who are invited or have quoted',
  },
  SAMPLE_RUNNING: {
    zh: '已向该供应商索取该需求行的样品',
    en: 'A sample of this line is on its way from this supplier already',
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  SAMPLE_TOO_MUCH: {
    zh: ({ most }: { most: number }) => `样品数量不能超过 ${most}（千克、升或件）`,
    en: ({ most }: { most: number }) => `A sample is at most ${most} (kilograms, litres or pieces)`,
  },
  SAMPLE_TOO_DEAR: {
    zh: ({ yuan }: { yuan: string }) => `样品费不能超过 ${yuan} 元`,
    en: ({ yuan }: { yuan: string }) => `A sample costs at most ${yuan} yuan`,
  },
  PRICE_ABOVE_OFFERED: {
    zh: '样品费超过采购方愿付的金额',
    en: 'The sample costs more than the buyer would pay for it',
  },
  LOT_OR_GRADE: {
    zh: '请填写批次或等级，二者选一',
    en: 'Name either the lot or, before the harvest, the grade',
  },
  LOT_UNKNOWN: { zh: '批次不存在或不属于本单位', en: 'There is no such lot of yours' },
  LOT_DIFFERENT: {
    zh: '该批次不是询价单所需的商品',
    en: 'The lot is not of the goods the request asks for',
  },
  LOT_TOO_SMALL: {
    zh: '该批次的可售数量不足以寄样',
    en: 'The lot has too little left to take a sample of it',
  },
});
