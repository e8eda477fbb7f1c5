import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a pool cannot be opened, or a unit cannot be in it. */
export const poolRefusals = defineRefusals({
  NOT_WHOLE_PACKS: {
    zh: '数量必须是拼单包装规格的整数倍',
    en: 'The quantity must be whole packs of the pool',
  },
  PACK_EMPTY: { zh: '包装规格必须大于零', en: 'A pack must hold more than nothing' },
  GATHERING_PAST: { zh: '拼单截止时间已过', en: 'The deadline for joining has passed' },
  GATHERING_AFTER_QUOTES: {
    zh: '拼单截止时间必须早于报价截止时间',
    en: 'Joining must end before quotes are due',
  },
  QUOTES_AFTER_DELIVERY: {
    zh: '报价截止日期必须早于最早的交货日期',
    en: 'The deadline for quotes must be on a day before the first delivery window',
  },
  POOL_CLOSED: { zh: '拼单已截止', en: 'The pool is closed' },
  POOL_ROOM_SHORT: {
    zh: ({ left }: { left: QuantityText }) => `拼单剩余数量仅 ${quantityIn.zh(left)}`,
    en: ({ left }: { left: QuantityText }) => `Only ${quantityIn.en(left)} is left in the pool`,
  },
  POOL_SHARE_SHORT: {
    zh: ({ all }: { all: QuantityText }) => `各单位在其到货价上限内、按整包只能分得 ${quantityIn.zh(all)}`,
    en: ({ all }: { all: QuantityText }) =>
      `Within their caps and in whole packs the units can take ${quantityIn.en(all)} of it`,
  },
  PAIRING_NOT_APPLICABLE: {
    zh: '所选结对关系不适用于该单位',
    en: 'The chosen pairing does not cover the unit',
  },
  JOINED_ALREADY: {
    zh: '该单位已加入此拼单，请修改原加入记录',
    en: 'The unit is in this pool already: change what it said',
  },
  SELF_APPROVAL: {
    zh: '不能审批自己提交的拼单加入',
    en: 'You cannot approve what you submitted yourself',
  },
});
