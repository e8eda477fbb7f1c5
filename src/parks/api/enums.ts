import { registerEnumType } from '@nestjs/graphql';
import { parkResources } from '../data/park-resources';
import { INDUSTRY_FITS, type IndustryFit } from '../domain/industry-fit';
import * as kinds from '../domain/park-kinds';
import { CLOSING_STATES, WORDING_STATES, parkStates, slotStates } from '../domain/park.states';
import { SLOT_SORTS } from '../storage/slot-search';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };
const described = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));

export const ParkKindEnum = enumOf(kinds.PARK_KINDS);
registerEnumType(ParkKindEnum, {
  name: 'ParkKind',
  valuesMap: described({
    JOINT: '共建园区: built together with an eastern partner',
    AGRICULTURAL: '农业园区',
    ENCLAVE: '飞地园区: of one county in another',
    GENERAL: '一般产业园区',
  }),
});
export const ParkStateEnum = enumOf(parkStates.states);
registerEnumType(ParkStateEnum, { name: 'ParkState' });
export const WordingStateEnum = enumOf(WORDING_STATES);
registerEnumType(WordingStateEnum, { name: 'ParkWordingState' });
export const ClosingStateEnum = enumOf(CLOSING_STATES);
registerEnumType(ClosingStateEnum, { name: 'ParkClosingState' });
export const MarketKindEnum = enumOf(kinds.MARKET_KINDS);
registerEnumType(MarketKindEnum, { name: 'ParkMarketKind' });
export const SlotKindEnum = enumOf(kinds.SLOT_KINDS);
registerEnumType(SlotKindEnum, {
  name: 'ParkSlotKind',
  valuesMap: described({ LAND: '地块', PLANT: '厂房' }),
});
export const SlotStateEnum = enumOf(slotStates.states);
registerEnumType(SlotStateEnum, { name: 'ParkSlotState' });
export const SlotSortEnum = enumOf(SLOT_SORTS);
registerEnumType(SlotSortEnum, { name: 'ParkSlotSort' });
export const PriceBasisEnum = enumOf(kinds.PRICE_BASES);
registerEnumType(PriceBasisEnum, {
  name: 'ParkPriceBasis',
  valuesMap: described({
    M2_MONTH: '元/平方米·月: rent',
    M2_YEAR: '元/平方米·年: rent',
    M2_ONCE: '元/平方米: paid once',
  }),
});
export const ParkFileKindEnum = enumOf(kinds.PARK_FILE_KINDS);
registerEnumType(ParkFileKindEnum, {
  name: 'ParkFileKind',
  valuesMap: described({ PHOTO: '照片', PLAN: '规划图', DOCUMENT: '文件' }),
});
export const PolicyKindEnum = enumOf(kinds.POLICY_KINDS);
registerEnumType(PolicyKindEnum, {
  name: 'ParkPolicyKind',
  valuesMap: described({
    TAX: '税收',
    RENT: '租金',
    SUBSIDY: '补贴',
    POWER: '电价',
    TALENT: '人才',
    OTHER: '其他',
  }),
});
export const IndustryFitEnum = enumOf<IndustryFit>(INDUSTRY_FITS);
registerEnumType(IndustryFitEnum, {
  name: 'IndustryFit',
  description: 'By the closest of what the park says of the industry or of one above it',
  valuesMap: described({ WANTED: '鼓励', OPEN: '未列明', EXCLUDED: '禁止' }),
});
export const ParkResourceCodeEnum = enumOf(parkResources.map(({ code }) => code));
registerEnumType(ParkResourceCodeEnum, {
  name: 'ParkResourceCode',
  valuesMap: described(
    Object.fromEntries(parkResources.map(({ code, zh, unit }) => [code, `${zh}, ${unit}`])),
  ),
});
