import { Context, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import {
  BusinessDay,
  Id,
  MoneyType,
  Payload,
  Timestamp,
  connectionOf,
  type RequestScope,
} from '../../platform/index';
import type { PriceBasis, SlotKind } from '../domain/park-kinds';
import type { SlotState } from '../domain/park.states';
import { SlotSearch, type SlotRow, type TermsRow } from '../storage/slot-search';
import { PriceBasisEnum, SlotKindEnum, SlotStateEnum } from './enums';
import { capacityShown } from './park.fields';
import { ResourceCapacityType } from './park.type';

@ObjectType('ParkSlotTerms', {
  description: 'What a slot has and on which terms; never changed, only replaced',
})
export class ParkSlotTermsType {
  @Field(() => Int)
  number!: number;

  @Field(() => [ResourceCapacityType])
  capacities!: ResourceCapacityType[];

  @Field(() => MoneyType, { description: 'Per m² of land or floor' })
  price!: MoneyType;

  @Field(() => PriceBasisEnum)
  priceBasis!: PriceBasis;

  @Field(() => Int, { nullable: true })
  leaseFromMonths!: number | null;

  @Field(() => Int, { nullable: true })
  leaseToMonths!: number | null;

  @Field(() => Int, { nullable: true })
  rentFreeMonths!: number | null;

  @Field(() => BusinessDay)
  availableFrom!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  saidAt!: Date;
}

@ObjectType('ParkSlot', { description: '地块或厂房: what an enterprise may take' })
export class ParkSlotType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  parkId!: string;

  @Field({ description: '地块或厂房编号' })
  code!: string;

  @Field(() => SlotKindEnum)
  kind!: SlotKind;

  @Field(() => SlotStateEnum)
  state!: SlotState;

  @Field(() => Timestamp)
  addedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  retiredAt!: Date | null;
}

export const ParkSlotConnection = connectionOf(ParkSlotType, 'ParkSlot');

@ObjectType()
export class ParkSlotPayload extends Payload {
  @Field(() => ParkSlotType, { nullable: true })
  slot?: SlotRow | null;
}

@Resolver(() => ParkSlotType)
export class ParkSlotFields {
  constructor(private readonly slots: SlotSearch) {}

  @ResolveField(() => ParkSlotTermsType, { description: 'Those that stand' })
  async terms(@Parent() slot: SlotRow, @Context('scope') scope: RequestScope): Promise<ParkSlotTermsType> {
    const rows = await this.load(scope, slot);
    const row = rows.find(({ number }) => number === slot.terms);
    if (!row) throw new Error(`slot ${slot.id} has no terms ${slot.terms}`);
    return shown(scope, row);
  }

  @ResolveField(() => [ParkSlotTermsType], { description: 'All it was ever offered on, in order' })
  async history(
    @Parent() slot: SlotRow,
    @Context('scope') scope: RequestScope,
  ): Promise<ParkSlotTermsType[]> {
    return (await this.load(scope, slot)).map((row) => shown(scope, row));
  }

  private load(scope: RequestScope, { id }: SlotRow): Promise<TermsRow[]> {
    return scope
      .loader(
        this,
        () =>
          new DataLoader<string, TermsRow[]>(async (ids) => {
            const rows = await this.slots.terms(ids);
            return ids.map((one) => rows.filter(({ slotId }) => slotId === one));
          }),
      )
      .load(id);
  }
}

function shown(scope: RequestScope, { priceFen, capacities, ...row }: TermsRow): ParkSlotTermsType {
  return {
    ...row,
    price: formatMoney({ fen: priceFen, currency: 'CNY' }),
    capacities: capacities.map((one) => capacityShown(scope, one)),
  };
}
