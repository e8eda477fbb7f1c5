import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { RecordKind } from '../../catalog/index';
import {
  BusinessDay,
  Id,
  Payload,
  QuantityType,
  Timestamp,
  connectionOf,
  toShanghaiIso,
} from '../../platform/index';
import { formatQuantity } from '../../../libs/money/src/index';
import { MANAGED_VIEW, VIEW_FROM, type ManagedViewRow } from '../storage/forward-supply-view';
import { forwardSupplyOf } from './forward-supply-record';
import { ForwardSupplyType } from './forward-supply.type';

@ObjectType({ description: 'What was announced at one time' })
export class ForwardSupplyVersion {
  @Field(() => Int)
  number!: number;

  @Field(() => QuantityType)
  lower!: QuantityType;

  @Field(() => QuantityType)
  upper!: QuantityType;

  @Field(() => BusinessDay)
  windowFrom!: string;

  @Field(() => BusinessDay)
  windowTo!: string;

  @Field(() => Int)
  confidencePercent!: number;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  at!: string;
}

@ObjectType('ManagedForwardSupply', {
  description: 'An announced harvest, as its supplier and those who oversee it see it',
})
export class ManagedForwardSupplyType extends ForwardSupplyType {
  @Field(() => Id, { description: 'The land it draws on' })
  capacityId!: string;

  @Field(() => QuantityType, { description: 'Kept of the land for it' })
  held!: QuantityType;

  @Field(() => QuantityType)
  reserved!: QuantityType;

  @Field(() => [Id], { description: 'What became of it, in the order of certifying' })
  lotIds!: string[];

  @Field(() => [ForwardSupplyVersion], { description: 'Everything that was announced, the latest last' })
  versions!: ForwardSupplyVersion[];
}

export const ManagedForwardSupplyConnection = connectionOf(ManagedForwardSupplyType, 'ManagedForwardSupply');

@ObjectType()
export class ForwardSupplyPayload extends Payload {
  @Field(() => ManagedForwardSupplyType, { nullable: true })
  forwardSupply?: ManagedForwardSupplyType;
}

export const FORWARD_SUPPLIES: RecordKind<ManagedViewRow, ManagedForwardSupplyType> = {
  list: 'managedForwardSupplies',
  table: 'f',
  countyColumn: 'f.origin_county_code',
  from: VIEW_FROM,
  columns: MANAGED_VIEW,
  node: (row, facts) => ({
    ...forwardSupplyOf(row, facts),
    capacityId: row.capacity_id,
    held: formatQuantity(row.held_base, row.display_unit),
    reserved: formatQuantity(row.reserved_base, row.display_unit),
    lotIds: row.lot_ids,
    versions: row.versions.map(({ lower, upper, at, ...version }) => ({
      ...version,
      lower: formatQuantity(BigInt(lower), row.display_unit),
      upper: formatQuantity(BigInt(upper), row.display_unit),
      at: toShanghaiIso(new Date(at)),
    })),
  }),
};
