import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formatQuantity } from '../../../libs/money/src/index';
import { type RecordKind } from '../../catalog/index';
import { BusinessDay, Id, QuantityType, Timestamp } from '../../platform/index';
import { alarmStates, type AlarmState } from '../domain/rescue.states';

export const UnsoldAlarmStateEnum = Object.fromEntries(alarmStates.states.map((state) => [state, state])) as {
  [State in AlarmState]: State;
};
registerEnumType(UnsoldAlarmStateEnum, { name: 'UnsoldAlarmState' });

@ObjectType('UnsoldAlarm', {
  description: '滞销预警: a lot that will not sell in time, as the dated rule saw it',
})
export class UnsoldAlarmType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  lotId!: string;

  @Field()
  productName!: string;

  @Field()
  grade!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  countyCode!: string;

  @Field(() => UnsoldAlarmStateEnum)
  state!: AlarmState;

  @Field(() => QuantityType)
  available!: QuantityType;

  @Field(() => BusinessDay)
  expiresOn!: string;

  @Field(() => Int, { description: 'Basis points: the share of its life that was over' })
  ageBp!: number;

  @Field(() => Int, { description: 'Basis points: how far the price had fallen' })
  priceFallBp!: number;

  @Field(() => Int, { description: 'Basis points: the share that would be left by the sales of the window' })
  unsoldBp!: number;

  @Field(() => Int, { description: 'Basis points: unsold × age × (1 + price fall)' })
  riskBp!: number;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  liftedAt!: Date | null;
}

type AlarmRow = Omit<UnsoldAlarmType, 'available'> & {
  readonly availableBase: bigint;
  readonly unit: string;
};

export const MANAGED_ALARMS: RecordKind<AlarmRow, UnsoldAlarmType> = {
  list: 'unsoldAlarms',
  table: 'a',
  countyColumn: 'a.county_code',
  from: 'unsold_alarms a JOIN lots l ON l.id = a.lot_id JOIN products p ON p.id = a.product_id',
  columns: `a.id, a.version, a.lot_id AS "lotId", p.name AS "productName", l.grade, a.supplier_id AS "supplierId",
    a.county_code AS "countyCode", a.state, a.available_base AS "availableBase", p.display_unit AS unit,
    a.expires_on AS "expiresOn", a.age_bp AS "ageBp", a.price_fall_bp AS "priceFallBp", a.unsold_bp AS "unsoldBp",
    a.risk_bp AS "riskBp", a.created_at AS "createdAt", a.lifted_at AS "liftedAt"`,
  node: ({ availableBase, unit, ...row }) => ({ ...row, available: formatQuantity(availableBase, unit) }),
};
