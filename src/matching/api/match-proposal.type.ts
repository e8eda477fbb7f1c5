import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EligibilityName } from '../../../libs/matching/src/index';
import { BusinessDay, Id, MoneyType, QuantityType, Timestamp } from '../../platform/index';
import { matchProposalStates, type MatchProposalState } from '../domain/match-proposal.states';
import { RelaxationType } from './match-relaxation.type';
import {
  EligibilityEnum,
  FilterCountType,
  MatchSupplyType,
  RefusedSupplyType,
  UnitRateType,
} from './match-supply.type';

export const MatchProposalStateEnum = Object.fromEntries(
  matchProposalStates.states.map((name) => [name, name]),
) as { [Name in MatchProposalState]: Name };
registerEnumType(MatchProposalStateEnum, { name: 'MatchProposalState' });

export const MISSING_CAUSES = [
  'NOBODY_ELIGIBLE',
  'TAKEN_BY_OTHERS',
  'DEARER_THAN_MISSING',
  'WHOLE_PACKS',
  'PRICE_OR_OTHERS',
] as const;
export const MissingCauseEnum = Object.fromEntries(MISSING_CAUSES.map((name) => [name, name]));
registerEnumType(MissingCauseEnum, {
  name: 'MissingCause',
  description:
    'Why a window does not get its minimum: nothing fits, others need it more, it is too dear, packs do not fit; PRICE_OR_OTHERS for whoever may not know the cap',
});

@ObjectType('ProposalTerms', { description: 'What was weighed beside the price' })
export class ProposalTermsType {
  @Field(() => UnitRateType)
  lateness!: UnitRateType;

  @Field(() => UnitRateType)
  grade!: UnitRateType;

  @Field(() => UnitRateType)
  repeat!: UnitRateType;

  @Field(() => UnitRateType)
  pairing!: UnitRateType;
}

@ObjectType('FloorDisplacement', {
  description: '会泽 instead of 宾川: what the cheapest allocation would use, and how much dearer this is',
})
export class FloorDisplacementType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => UnitRateType)
  dearerBy!: UnitRateType;

  @Field(() => [String], { description: 'The floors of counties it is needed for' })
  floorIds!: readonly string[];
}

@ObjectType('ProposedSupply', { description: 'So much of these goods for this window, and why' })
export class ProposedSupplyType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType)
  freight!: MoneyType;

  @Field(() => UnitRateType, { description: 'Goods and freight at this quantity' })
  landed!: UnitRateType;

  @Field(() => [EligibilityEnum])
  passed!: readonly EligibilityName[];

  @Field(() => ProposalTermsType)
  terms!: ProposalTermsType;

  @Field({ description: 'Others would pay for the same goods' })
  wantedByOthers!: boolean;

  @Field(() => [String])
  forCountyFloors!: readonly string[];

  @Field(() => FloorDisplacementType, { nullable: true })
  insteadOf!: FloorDisplacementType | null;

  @Field({ description: 'Only whole packs or smallest orders brought it in' })
  fillsUp!: boolean;
}

@ObjectType('LosingSupply', { description: 'Eligible, not chosen: what would flip it' })
export class LosingSupplyType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => UnitRateType, { description: 'So much cheaper, delivered, and it would be chosen' })
  cheaperBy!: UnitRateType;

  @Field({ description: 'False where fairness moves something: then it is the least' })
  exact!: boolean;
}

@ObjectType('MissingGoods')
export class MissingGoodsType {
  @Field(() => MissingCauseEnum)
  cause!: string;

  @Field(() => [RelaxationType], { description: 'The nearest first' })
  relaxations!: RelaxationType[];
}

@ObjectType('MatchedWindow', { description: 'One delivery window of a line, as the engine was asked for it' })
export class MatchedWindowType {
  @Field(() => Id)
  windowId!: string;

  @Field(() => Id)
  lineId!: string;

  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay)
  until!: string;

  @Field(() => QuantityType)
  wanted!: QuantityType;

  @Field(() => QuantityType)
  served!: QuantityType;

  @Field()
  reachesMinimum!: boolean;

  @Field(() => [ProposedSupplyType])
  supplies!: ProposedSupplyType[];

  @Field(() => [LosingSupplyType])
  losing!: LosingSupplyType[];

  @Field(() => [RefusedSupplyType])
  refused!: RefusedSupplyType[];

  @Field(() => [FilterCountType])
  failures!: FilterCountType[];

  @Field(() => MissingGoodsType, { nullable: true, description: 'Null where the minimum is reached' })
  missing!: MissingGoodsType | null;
}

@ObjectType('MatchProposal', { description: '匹配方案, as the buyer’s own people see it' })
export class MatchProposalType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => MatchProposalStateEnum)
  state!: MatchProposalState;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Int, { description: 'Of the request, as the run has seen it' })
  revision!: number;

  @Field(() => Id)
  matchRunId!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;
}
