import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, RegionCode, Timestamp } from '../../platform/index';
import type { MarketKind, ParkFileKind, ParkKind, PolicyKind } from '../domain/park-kinds';
import type { ClosingState, ParkState, WordingState } from '../domain/park.states';
import type { ParkRow } from '../storage/park-reader';
import * as enums from './enums';

@ObjectType('ResourceCapacity')
export class ResourceCapacityType {
  @Field(() => enums.ParkResourceCodeEnum)
  resource!: string;

  @Field({ description: "In the caller's language" })
  name!: string;

  @Field()
  unit!: string;

  @Field(() => Int)
  capacity!: number;
}

@ObjectType('ParkResource', { description: 'What the park has of a resource, and what its slots take of it' })
export class ParkResourceType extends ResourceCapacityType {
  @Field(() => Int, { description: 'What its slots take' })
  slotted!: number;

  @Field(() => Int, { description: 'What no slot takes yet' })
  left!: number;
}

@ObjectType('ParkLabour')
export class ParkLabourType {
  @Field(() => Int)
  workers!: number;

  @Field(() => Int)
  withinKm!: number;
}

@ObjectType('ParkPartner')
export class ParkPartnerType {
  @Field(() => Id)
  organizationId!: string;

  @Field()
  name!: string;

  @Field(() => BusinessDay)
  fromOn!: string;

  @Field(() => BusinessDay, { nullable: true })
  untilOn!: string | null;
}

@ObjectType('ParkMarket')
export class ParkMarketType {
  @Field(() => enums.MarketKindEnum)
  kind!: MarketKind;

  @Field()
  name!: string;

  @Field(() => Int, { description: 'By road' })
  km!: number;
}

@ObjectType('ParkWording', { description: 'What is said of a park; a confirmed one is never changed' })
export class ParkWordingType {
  @Field(() => Int)
  number!: number;

  @Field(() => enums.WordingStateEnum)
  state!: WordingState;

  @Field()
  name!: string;

  @Field(() => enums.ParkKindEnum)
  kind!: ParkKind;

  @Field({ description: 'Degrees, rounded to 0.01' })
  longitude!: string;

  @Field({ description: 'Degrees, rounded to 0.01' })
  latitude!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: string | null;

  @Field(() => ParkLabourType, { nullable: true })
  labour!: ParkLabourType | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true })
  environmentNote!: string | null;

  @Field(() => [ResourceCapacityType])
  capacities!: ResourceCapacityType[];

  @Field(() => [String], { description: 'Codes of GB/T 4754; one stands for all below it' })
  wantedIndustries!: string[];

  @Field(() => [String])
  excludedIndustries!: string[];

  @Field(() => [ParkPartnerType])
  partners!: ParkPartnerType[];

  @Field(() => [ParkMarketType])
  markets!: ParkMarketType[];

  @Field(() => Timestamp)
  saidAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'When it was confirmed, rejected or replaced' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected' })
  decisionNote!: string | null;
}

@ObjectType('ParkFile', { description: 'Its bytes: GET /files/<fileId>' })
export class ParkFileType {
  @Field(() => Id)
  fileId!: string;

  @Field(() => enums.ParkFileKindEnum)
  kind!: ParkFileKind;

  @Field()
  name!: string;

  @Field()
  mediaType!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  attachedAt!: Date;
}

@ObjectType('ParkPolicy')
export class ParkPolicyType {
  @Field(() => Id)
  id!: string;

  @Field(() => enums.PolicyKindEnum)
  kind!: PolicyKind;

  @Field()
  title!: string;

  @Field({ description: '文号' })
  documentNo!: string;

  @Field()
  summary!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => Id, { nullable: true })
  fileId!: string | null;

  @Field(() => Timestamp)
  recordedAt!: Date;
}

@ObjectType('ParkClosing', {
  description: 'That a park closes: proposed by its office, decided by the other side',
})
export class ParkClosingType {
  @Field(() => Int)
  number!: number;

  @Field(() => enums.ClosingStateEnum)
  state!: ClosingState;

  @Field(() => BusinessDay)
  closedOn!: string;

  @Field()
  reason!: string;

  @Field(() => Id)
  proposerId!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => Id, { nullable: true })
  deciderId!: string | null;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was not agreed to' })
  decisionNote!: string | null;
}

@ObjectType('Park', { description: '产业园区' })
export class ParkType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  operatorId!: string;

  @Field(() => RegionCode, { description: 'Where it lies' })
  countyCode!: string;

  @Field(() => RegionCode, { description: '所属县: in whose name it counts' })
  homeCountyCode!: string;

  @Field(() => enums.ParkStateEnum)
  state!: ParkState;

  @Field(() => Timestamp)
  registeredAt!: Date;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day, once it is closed' })
  closedOn!: string | null;
}

@ObjectType()
export class ParkPayload extends Payload {
  @Field(() => ParkType, { nullable: true })
  park?: ParkRow | null;
}
