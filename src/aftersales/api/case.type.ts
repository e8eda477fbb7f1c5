import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  BusinessDay,
  Id,
  MoneyInput,
  MoneyType,
  Payload,
  QuantityInput,
  QuantityType,
  Timestamp,
} from '../../platform/index';
import { CASE_KINDS, CASE_SIDES, type CaseKind, type CaseSide, type OpenedKind } from '../domain/case-kinds';
import { caseStates, type CaseState } from '../domain/case.states';
import type { CaseRow } from '../storage/case-reader';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const CaseStateEnum = same(caseStates.states);
registerEnumType(CaseStateEnum, { name: 'CaseState' });
export const CaseKindEnum = same(CASE_KINDS);
registerEnumType(CaseKindEnum, { name: 'CaseKind' });
export const OpenedCaseKindEnum = same([
  'SHORTAGE',
  'QUALITY',
  'RETURN',
  'PRICE_ERROR',
] as const satisfies readonly OpenedKind[]);
registerEnumType(OpenedCaseKindEnum, { name: 'OpenedCaseKind' });
export const CaseSideEnum = same(CASE_SIDES);
registerEnumType(CaseSideEnum, { name: 'CaseSide' });

export const CASE_FILES = 'Uploaded before by POST /files; at most 10, read by both sides and the platform';

@InputType()
export class CaseLineGivenInput {
  @Field(() => Id)
  caseLineId!: string;

  @Field(() => MoneyInput, { description: 'No more than is claimed of the line' })
  amount!: MoneyInput;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Goods that have to come back before the money is paid',
  })
  returnQuantity?: QuantityInput | null;
}

@ObjectType('CaseLine', { description: 'One settled line of a case, which is one lot' })
export class CaseLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  settlementLineId!: string;

  @Field(() => Id)
  orderLineId!: string;

  @Field(() => Id)
  lotId!: string;

  @Field(() => MoneyType)
  claimed!: MoneyType;

  @Field(() => QuantityType, { nullable: true })
  claimedQuantity!: QuantityType | null;

  @Field(() => MoneyType, { nullable: true })
  offered!: MoneyType | null;

  @Field(() => QuantityType, { nullable: true, description: 'What the supplier wants back for it' })
  offeredReturn!: QuantityType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Shown to both sides once it is decided' })
  awarded!: MoneyType | null;

  @Field(() => QuantityType, { nullable: true })
  awardedReturn!: QuantityType | null;

  @Field(() => QuantityType, { nullable: true, description: 'What came back' })
  received!: QuantityType | null;

  @Field(() => MoneyType, { description: 'What the case may still take of the settled line' })
  open!: MoneyType;

  @Field(() => MoneyType, { description: 'Made to go back; its payments are told by refunds' })
  refunded!: MoneyType;
}

@ObjectType('CaseStep', { description: 'What was done in a case, in its order' })
export class CaseStepType {
  @Field()
  verb!: string;

  @Field(() => CaseStateEnum, { description: 'As the case stood after it' })
  state!: CaseState;

  @Field(() => CaseSideEnum)
  side!: CaseSide;

  @Field(() => String, { nullable: true, description: 'For the two sides, the platform and audit' })
  words!: string | null;

  @Field(() => [Id], { description: 'Download: GET /files/<id>' })
  fileIds!: string[];

  @Field(() => Timestamp)
  at!: Date;
}

@ObjectType('AfterSalesCase', { description: '售后单' })
export class AfterSalesCaseType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => CaseKindEnum)
  kind!: CaseKind;

  @Field(() => CaseStateEnum)
  state!: CaseState;

  @Field(() => Id, { nullable: true, description: 'The recall that opened it' })
  recallId!: string | null;

  @Field(() => Timestamp)
  openedAt!: Date;

  @Field(() => BusinessDay, { nullable: true, description: 'The last day of whoever the case waits for' })
  dueOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the supplier offers something; null: not answered',
  })
  offered!: boolean | null;

  @Field(() => Timestamp, { nullable: true })
  escalatedAt!: Date | null;

  @Field({ description: 'The platform has not decided in time' })
  late!: boolean;

  @Field({ description: 'An award is proposed, or was decided' })
  awardProposed!: boolean;

  @Field(() => Timestamp, { nullable: true })
  returnSentAt!: Date | null;

  @Field(() => String, { nullable: true })
  returnCarrier!: string | null;

  @Field(() => String, { nullable: true })
  returnTrackingNo!: string | null;

  @Field(() => Timestamp, { nullable: true })
  returnReceivedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  closedAt!: Date | null;
}

@ObjectType()
export class CasePayload extends Payload {
  @Field(() => AfterSalesCaseType, { nullable: true })
  afterSalesCase?: CaseRow | null;
}
