import { unitOf } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

export const stockRefusals = defineRefusals({
  LOT_SHORT: {
    zh: ({ available, unit }: { available: string; unit: string }) =>
      `批次可售数量不足，剩余 ${available} ${unitOf(unit).zh}`,
    en: ({ available, unit }: { available: string; unit: string }) =>
      `The lot has not enough left: ${available} ${unit} available`,
  },
  LOT_NOT_ON_SALE: { zh: '该批次未在售', en: 'This lot is not on sale' },
  LOT_NOT_SHIPPABLE: {
    zh: '该批次已暂停、召回或过期，不能发货',
    en: 'This lot is on hold, recalled or expired and cannot be shipped',
  },
  LOT_NOT_SOLD_ELSEWHERE: {
    zh: '该批次已暂停或召回，平台外的销售不能计入',
    en: 'This lot is on hold or recalled: sales elsewhere are not taken from it',
  },
  LOT_TAKES_NOTHING_BACK: {
    zh: '该批次已暂停、召回、核销或过期，退货不能放回库存',
    en: 'This lot is on hold, recalled, written off or expired: nothing is put back into it',
  },
  HOLDING_EXCEEDED: { zh: '数量超过该订单行的预留', en: 'More than this order line holds of the lot' },
});
