import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a rescue round cannot be proposed or joined. */
export const rescueRefusals = defineRefusals({
  ALARM_LIFTED: { zh: '滞销预警已解除', en: 'The alarm is lifted' },
  ROUND_OPEN: { zh: '该批次已有进行中的拼单', en: 'A round for this lot is open already' },
  LOT_NOT_ON_SALE: { zh: '该批次未在售', en: 'The lot is not on sale' },
  LOT_SHORT: {
    zh: (p: { available: QuantityText }) => `批次可售数量不足，剩余 ${quantityIn.zh(p.available)}`,
    en: (p: { available: QuantityText }) =>
      `The lot has not enough left: ${quantityIn.en(p.available)} available`,
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  QUANTITY_NOT_IN_PACKS: {
    zh: (p: { pack: QuantityText }) => `数量必须是包装规格 ${quantityIn.zh(p.pack)} 的整数倍`,
    en: (p: { pack: QuantityText }) =>
      `The quantity must be a multiple of the pack size, ${quantityIn.en(p.pack)}`,
  },
  MINIMUM_ABOVE_OFFER: { zh: '起拼量不能大于总量', en: 'The minimum must not be above the whole' },
  LEAST_ABOVE_WANT: { zh: '最少数量不能大于需求数量', en: 'The least must not be above what is wanted' },
  PRICE_NOT_POSITIVE: { zh: '单价必须大于零', en: 'The unit price must be above zero' },
  DEADLINE_PAST: { zh: '截止时间已过', en: 'The deadline has passed' },
  DELIVERY_TOO_SOON: {
    zh: (p: { earliest: string }) => `截止后供应商最早可于 ${p.earliest} 交货`,
    en: (p: { earliest: string }) => `After the deadline delivery is on ${p.earliest} at the earliest`,
  },
  GOODS_EXPIRE_BEFORE_DELIVERY: {
    zh: (p: { expiresOn: string }) => `该批次于 ${p.expiresOn} 到期，早于交货日期`,
    en: (p: { expiresOn: string }) => `The lot expires on ${p.expiresOn}, before delivery`,
  },
  JOINED_ALREADY: { zh: '该单位已参与', en: 'The unit has joined already' },
  NOT_JOINED: { zh: '该单位没有参与', en: 'The unit has not joined' },
  OWN_GOODS: { zh: '不能向本单位采购', en: 'You cannot buy from your own organization' },
  PAIRING_NOT_APPLICABLE: {
    zh: '所选结对关系不适用于本次采购',
    en: 'The chosen pairing does not cover this purchase',
  },
  DELIVERY_COUNTY_UNKNOWN: {
    zh: '交货县区代码在该日期无效',
    en: 'The delivery county code is not valid on that date',
  },
});
