import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  BusinessDay,
  Id,
  MoneyInput,
  MoneyType,
  NoteText,
  Payload,
  RegionCode,
  ShortText,
  Timestamp,
} from '../../platform/index';
import { offerStates, type OfferState } from '../domain/offer.states';
import type { OfferRow } from '../storage/offer-reader';

export const OfferStateEnum = Object.fromEntries(offerStates.states.map((state) => [state, state])) as {
  [S in OfferState]: S;
};
registerEnumType(OfferStateEnum, { name: 'ProjectOfferState' });

@InputType({ description: 'All that is said of a project that is offered' })
export class ProjectOfferInput {
  @Field(() => ShortText)
  title!: string;

  @Field(() => ShortText, { description: 'A division, a group or a class of GB/T 4754' })
  industryCode!: string;

  @Field(() => NoteText, { description: '产业链缺口: what the place has, and what is missing to it' })
  gap!: string;

  @Field(() => Int, { nullable: true, description: 'm² that could be built on at once' })
  landReadyM2?: number | null;

  @Field(() => MoneyInput)
  investmentFrom!: MoneyInput;

  @Field(() => MoneyInput)
  investmentTo!: MoneyInput;

  @Field(() => Int, {
    nullable: true,
    description: 'Months until the investment has come back, as you reckon',
  })
  paybackMonths?: number | null;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;

  @Field(() => BusinessDay, { description: 'Last day; can be prolonged before it ends' })
  validUntil!: string;
}

@ObjectType('ProjectOffer', {
  description: '招商项目: what a park or a county looks for an enterprise for',
})
export class ProjectOfferType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => OfferStateEnum)
  state!: OfferState;

  @Field(() => Id)
  offeredById!: string;

  @Field()
  offeredByName!: string;

  @Field(() => Id, { nullable: true, description: 'Null: of the county' })
  parkId!: string | null;

  @Field(() => String, { nullable: true })
  parkName!: string | null;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field()
  title!: string;

  @Field()
  industryCode!: string;

  @Field()
  gap!: string;

  @Field(() => Int, { nullable: true, description: 'm²' })
  landReadyM2!: number | null;

  @Field(() => MoneyType)
  investmentFrom!: MoneyType;

  @Field(() => MoneyType)
  investmentTo!: MoneyType;

  @Field(() => Int, { nullable: true })
  paybackMonths!: number | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => BusinessDay)
  validUntil!: string;

  @Field(() => Timestamp)
  publishedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType()
export class ProjectOfferPayload extends Payload {
  @Field(() => ProjectOfferType, { nullable: true })
  offer?: OfferRow | null;
}
