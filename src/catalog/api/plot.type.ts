import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formatQuantity } from '../../../libs/money/src/index';
import { BusinessDay, Id, QuantityType, RegionCode, connectionOf } from '../../platform/index';
import { plotStates, type PlotState } from '../domain/plot.states';
import type { RecordKind } from './managed-records';

export const PlotStateEnum = Object.fromEntries(plotStates.states.map((name) => [name, name]));
registerEnumType(PlotStateEnum, { name: 'PlotState' });

@ObjectType('Plot', { description: 'Land declared for one crop and season by one supplier' })
export class PlotType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => PlotStateEnum)
  state!: PlotState;

  @Field(() => Id, { description: 'What lots are registered against' })
  capacityId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field()
  plotCode!: string;

  @Field()
  cropCode!: string;

  @Field(() => Int, { description: 'Harvest year' })
  season!: number;

  @Field(() => QuantityType)
  area!: QuantityType;

  @Field(() => BusinessDay, { nullable: true })
  verifiedOn!: string | null;

  @Field(() => String, { nullable: true })
  rejectionNote!: string | null;
}

export const PlotConnection = connectionOf(PlotType, 'Plot');

type PlotViewRow = Omit<PlotType, 'area'> & { areaSi: bigint };

export const PLOTS: RecordKind<PlotViewRow, PlotType> = {
  list: 'plots',
  table: 't',
  countyColumn: 't.county_code',
  from: 'plots t',
  columns: `t.id, t.version, t.state, t.capacity_id AS "capacityId", t.supplier_id AS "supplierId",
    t.county_code AS "countyCode", t.plot_code AS "plotCode", t.crop_code AS "cropCode", t.season, t.area_si AS "areaSi",
    t.verified_on AS "verifiedOn", t.rejection_note AS "rejectionNote"`,
  node: ({ areaSi, ...row }) => ({ ...row, area: formatQuantity(areaSi, 'mu') }),
};
