import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType, Timestamp } from '../../platform/index';
import { PaymentTermsEnum } from '../../payments/index';
import { OrderFreightKind } from '../../procurement/index';
import { frameworkStates, type FrameworkSide, type FrameworkState } from '../domain/framework.states';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import type { FreightKind } from '../domain/framework-terms';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const FrameworkStateEnum = same(frameworkStates.states);
registerEnumType(FrameworkStateEnum, { name: 'FrameworkState' });
export const FrameworkSideEnum = same(['BUYER', 'SUPPLIER'] as const);
registerEnumType(FrameworkSideEnum, { name: 'FrameworkSide' });
export const FrameworkTerminationReasonEnum = same([
  'NO_LONGER_NEEDED',
  'NO_LONGER_SUPPLIED',
  'BREACH',
  'PRICE',
  'OTHER',
] as const);
export type FrameworkTerminationReason = keyof typeof FrameworkTerminationReasonEnum;
registerEnumType(FrameworkTerminationReasonEnum, { name: 'FrameworkTerminationReason' });

@ObjectType('FrameworkPrice', { description: 'Holds for call-offs from its day on' })
export class FrameworkPriceType {
  @Field(() => MoneyType)
  unitPrice!: MoneyType;

  @Field(() => BusinessDay)
  from!: string;
}

@ObjectType('FrameworkLine', { description: 'One product in one grade, to a hard cap: zero is zero' })
export class FrameworkLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  position!: number;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field()
  categoryCode!: string;

  @Field()
  grade!: string;

  @Field(() => QuantityType)
  cap!: QuantityType;

  @Field(() => QuantityType, { description: 'What call-offs hold; what is cancelled or short comes back' })
  calledOff!: QuantityType;

  @Field(() => QuantityType)
  remaining!: QuantityType;

  @Field({
    description: 'Called off of the cap in per cent, rounded down to two decimals; 100.00 for a cap of zero',
  })
  utilisation!: string;

  @Field(() => MoneyType, { description: 'For a call-off of today' })
  unitPrice!: MoneyType;

  @Field()
  priceUnit!: string;

  @Field(() => [FrameworkPriceType], { description: 'The first one and every revision in force, by day' })
  prices!: FrameworkPriceType[];

  @Field(() => Int)
  leadDays!: number;

  @Field({ description: 'Announced harvests of the product may be called off, too' })
  announcedHarvests!: boolean;
}

@ObjectType('FrameworkSignature')
export class FrameworkSignatureType {
  @Field(() => FrameworkSideEnum)
  side!: FrameworkSide;

  @Field(() => Id)
  memberId!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field(() => Timestamp)
  signedAt!: Date;

  @Field({ description: 'Head of the audit chain at the signature' })
  auditHead!: string;
}

@ObjectType('FrameworkDocument', { description: 'A frozen text: the agreement, or one of its revisions' })
export class FrameworkDocumentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => Id, { nullable: true })
  revisionId!: string | null;

  @Field()
  text!: string;

  @Field({ description: 'SHA-256 of the text in UTF-8' })
  sha256!: string;

  @Field({ description: 'GET this path for the text as a file' })
  downloadPath!: string;

  @Field()
  auditHead!: string;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => [FrameworkSignatureType], { description: 'Those in force' })
  signatures!: FrameworkSignatureType[];
}

@ObjectType('FrameworkAgreement', {
  description: '框架协议 of one buyer, for all his units, with one supplier',
})
export class FrameworkAgreementType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => FrameworkStateEnum)
  state!: FrameworkState;

  @Field()
  title!: string;

  @Field(() => BusinessDay)
  fromOn!: string;

  @Field(() => BusinessDay, { description: 'The last day something can be called off' })
  untilOn!: string;

  @Field(() => PaymentTermsEnum)
  terms!: PaymentTerms;

  @Field(() => OrderFreightKind, { description: 'Freight of one call-off' })
  freightKind!: FreightKind;

  @Field(() => Int)
  noticeDays!: number;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  activeSince!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the supplier sent it back' })
  sentBackNote!: string | null;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'Notice is given: nothing is called off from this day on',
  })
  terminatesOn!: string | null;

  @Field(() => String, { nullable: true })
  terminationReason!: string | null;

  @Field(() => String, { nullable: true })
  terminationNote!: string | null;

  @Field(() => FrameworkSideEnum, { nullable: true })
  terminatedSide!: FrameworkSide | null;
}
