import { unitOf } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

export const catalogRefusals = defineRefusals({
  CATEGORY_UNKNOWN: { zh: '商品分类不存在', en: 'There is no such category' },
  CROP_NOT_OF_CATEGORY: { zh: '作物不属于所选分类', en: 'The crop does not belong to the category' },
  ORIGIN_NOT_A_COUNTY: {
    zh: '产地不是当日有效的县级行政区划',
    en: 'The origin is not a county-level division valid on that day',
  },
  DATES_REVERSED: { zh: '结束日期早于开始日期', en: 'The last day is before the first' },
  DATE_PASSED: { zh: '日期已过', en: 'The day has passed' },
  DATE_NOT_YET: { zh: '日期尚未到', en: 'The day has not come yet' },
  CERTIFICATE_HOLDER_MISMATCH: {
    zh: '证书持有人与供应商（或其被代理的生产者）不一致',
    en: 'The certificate is held neither by the supplier nor by the producer it sells for',
  },
  CERTIFICATE_SCOPE_MISMATCH: {
    zh: '证书产品范围与商品名称不一致',
    en: 'The certificate’s scope does not match the product',
  },
  CERTIFICATE_KNOWN: { zh: '该证书已登记', en: 'This certificate is already recorded' },
  CERTIFICATE_WITHDRAWN: { zh: '证书已撤销', en: 'The certificate was withdrawn' },
  VAT_NOT_FOR_CATEGORY: {
    zh: '该分类的商品不适用所选增值税率',
    en: 'Goods of this category are not sold at that VAT treatment',
  },
  MOQ_NOT_WHOLE_PACKS: {
    zh: '起订量应为包装规格的整数倍',
    en: 'The minimum order must be a whole number of packs',
  },
  QUANTITY_NOT_POSITIVE: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  FREIGHT_AMOUNT_WRONG: {
    zh: '包邮不填运费，其他方式运费必须大于零',
    en: 'Included freight carries no amount; the other kinds need one above zero',
  },
  FREIGHT_NOT_WEIGHED: {
    zh: '只有按重量销售的商品才能按千克计运费',
    en: 'Only goods sold by weight can be charged freight by the kilogram',
  },
  LADDER_ABOVE_MOQ: {
    zh: '第一档阶梯价的起始数量不能高于起订量',
    en: 'The first price step must not start above the minimum order',
  },
  LISTING_NOT_CHANGEABLE: {
    zh: '审核中或已下架的商品不能修改',
    en: 'A listing in review or delisted cannot be changed',
  },
  LEAD_DAYS_OUT_OF_RANGE: { zh: '备货天数应为 0 到 365', en: 'Lead days are 0 to 365' },
  LOT_CLOSED: { zh: '批次已结束，不能再操作', en: 'The lot is closed' },
  UNIT_NOT_OF_CATEGORY: {
    zh: '计量单位与分类的计量方式不一致',
    en: 'The unit does not measure goods of this category',
  },
  LISTING_NOT_LISTED: { zh: '商品尚未上架或已暂停', en: 'The listing is not listed' },
  LISTING_OF_ANOTHER_PRODUCT: {
    zh: '商品上架信息与批次不是同一商品',
    en: 'The listing and the lot are of different products',
  },
  SAME_PERSON: {
    zh: '办理人不能是提交或经办前一环节的同一人',
    en: 'Whoever submitted it or took an earlier step cannot decide it',
  },
  RECOGNITION_RUNNING: {
    zh: '该商品已有进行中或有效的认定',
    en: 'The product already has a recognition running or valid',
  },
  RECOGNITION_VALUE_TOO_LOW: {
    zh: ({ minimum }: { minimum: string }) => `商品价值量低于认定要求的 ${minimum} 元`,
    en: ({ minimum }: { minimum: string }) => `The goods’ yearly value is below the required ¥${minimum}`,
  },
  PUBLICITY_RUNNING: {
    zh: ({ until }: { until: string }) => `公示期至 ${until}，期满后方可认定`,
    en: ({ until }: { until: string }) => `The notice runs until ${until}; recognition comes after it`,
  },
  RECOGNITION_LAPSED: {
    zh: '认定已过期，请重新申请',
    en: 'The recognition has lapsed: apply anew',
  },
  PLOT_CLAIMED: {
    zh: '该地块本季同一作物已被申报',
    en: 'The plot is already claimed for this crop and season',
  },
  PLOT_TOO_LARGE: { zh: '单个地块不能超过 10 万亩', en: 'One plot is at most 100,000 mu' },
  SEASON_OUT_OF_RANGE: { zh: '产季只能是去年、今年或明年', en: 'The season is last year, this or next' },
  CAPACITY_EXCEEDED: {
    zh: ({ left, unit }: { left: string; unit: string }) =>
      `超出核定产能，尚可登记 ${left} ${unitOf(unit).zh}`,
    en: ({ left, unit }: { left: string; unit: string }) =>
      `Beyond what the verified land can yield: ${left} ${unit} left`,
  },
  CAPACITY_OF_OTHER_GOODS: {
    zh: '产能的作物、产地或产季与批次不一致',
    en: 'The capacity is of another crop, county or season than the lot',
  },
  CERTIFICATE_NO_USED: {
    zh: '该合格证编号已登记过批次',
    en: 'A lot is already registered under this certificate number',
  },
  HELD_BY_OTHERS: {
    zh: '该批次由主管部门或平台暂停，供应商不能自行解除',
    en: 'The lot is held by the county or the platform: the supplier cannot resume it',
  },
  LOT_OUT_OF_DATE: { zh: '批次已过期', en: 'The lot is past its date' },
  LOTS_DIFFER: {
    zh: '合并的批次须为同一供应商的同一商品和等级',
    en: 'Only lots of one product and grade of one supplier can be merged',
  },
  LOT_RESERVED: { zh: '批次尚有预留，不能整批核销', en: 'The lot is partly reserved' },
  PARTS_DO_NOT_ADD_UP: {
    zh: '拆分后的数量之和与取出数量不一致',
    en: 'The parts do not add up to what is taken out',
  },
});
