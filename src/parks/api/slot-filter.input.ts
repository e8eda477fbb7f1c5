import { Field, InputType } from '@nestjs/graphql';
import { MoneyError, parseMoney } from '../../../libs/money/src/index';
import { BusinessDay, Id, MoneyInput, RegionCode, ShortText, badInput } from '../../platform/index';
import { industries } from '../../regions/index';
import { capacitiesWrong } from '../domain/capacities';
import type { ParkKind, PriceBasis, SlotKind } from '../domain/park-kinds';
import type { SlotsWanted } from '../storage/slot-search';
import { ParkKindEnum, PriceBasisEnum, SlotKindEnum } from './enums';
import { ResourceCapacityInput } from './park.input';

@InputType({ description: 'All conditions hold together' })
export class ParkSlotFilter {
  @Field(() => Id, { nullable: true })
  parkId?: string | null;

  @Field(() => SlotKindEnum, { nullable: true })
  kind?: SlotKind | null;

  @Field(() => [ResourceCapacityInput], { nullable: true, description: 'At least so much of each' })
  atLeast?: ResourceCapacityInput[] | null;

  @Field(() => RegionCode, { nullable: true, description: 'County, prefecture or province of the park' })
  within?: string | null;

  @Field(() => ParkKindEnum, { nullable: true })
  parkKind?: ParkKind | null;

  @Field(() => ShortText, { nullable: true, description: 'GB/T 4754: only of parks that do not exclude it' })
  industryCode?: string | null;

  @Field({ nullable: true, description: 'Only of parks that say they want the industry' })
  industryWanted?: boolean;

  @Field(() => PriceBasisEnum, { nullable: true })
  priceBasis?: PriceBasis | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Per m² on the basis, which has to be named' })
  priceTo?: MoneyInput | null;

  @Field(() => BusinessDay, { nullable: true, description: 'To be had by then' })
  availableBy?: string | null;

  @Field({
    nullable: true,
    description: 'Those that are not to be had any more: for who runs or oversees the park',
  })
  retired?: boolean;
}

/** Reads the filter; a query has no refusals, so what is wrong with it is bad input with its path. */
export function slotsWanted(filter: ParkSlotFilter, today: string): SlotsWanted {
  const { industryCode, atLeast, priceBasis, priceTo } = filter;
  const line = industryCode ? industries.lineOf(industryCode) : null;
  if (line?.length === 0 || (filter.industryWanted && line === null))
    throw badInput(['filter', 'industryCode'], {
      zh: '没有该行业代码',
      en: 'There is no such industry code',
    });
  const [wrong] = atLeast?.length ? capacitiesWrong(atLeast, ['filter', 'atLeast']) : [];
  if (wrong) throw badInput(wrong.path, wrong.texts);
  if (priceTo && !priceBasis)
    throw badInput(['filter', 'priceBasis'], {
      zh: '按价格筛选需要指明计价方式',
      en: 'A price needs its basis: rents and prices paid once are not compared',
    });
  return {
    parkId: filter.parkId ?? null,
    kind: filter.kind ?? null,
    atLeast: atLeast ?? [],
    within: filter.within ?? null,
    parkKind: filter.parkKind ?? null,
    industryLine: line,
    industryWanted: filter.industryWanted === true,
    priceBasis: priceBasis ?? null,
    priceToFen: priceTo ? fenOf(priceTo) : null,
    availableBy: filter.availableBy ?? null,
    retired: filter.retired === true,
    today,
  };
}

function fenOf(price: MoneyInput): bigint {
  try {
    return parseMoney(price).fen;
  } catch (error) {
    if (error instanceof MoneyError) throw badInput(['filter', 'priceTo', ...error.path], error.texts);
    throw error;
  }
}
