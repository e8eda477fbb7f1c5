import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CommandInput, Id, Payload, SealedText, Timestamp, connectionOf } from '../../platform/index';
import { DISCLOSED, PURPOSES, type Disclosed, type Purpose } from '../domain/disclosure';

const DisclosedEnum = Object.fromEntries(DISCLOSED.map((what) => [what, what]));
const PurposeEnum = Object.fromEntries(PURPOSES.map((purpose) => [purpose, purpose]));
registerEnumType(DisclosedEnum, { name: 'Disclosed', description: '可依用途查看全文的信息' });
registerEnumType(PurposeEnum, {
  name: 'DisclosurePurpose',
  valuesMap: {
    CONTACT_ABOUT_BUSINESS: { description: '业务联系' },
    CONFIRM_ACCOUNT: { description: '核对账户' },
    PAY_OUT: { description: '付款、退款' },
    MATCH_TRANSFER: { description: '匹配来款' },
    DATA_SUBJECT_REQUEST: { description: '本人请求' },
    LEGAL_OBLIGATION: { description: '依法提供' },
  },
});

/** Every look says what it is for; the person whose data it is reads that. */
@InputType({ isAbstract: true })
export abstract class DisclosureInput extends CommandInput {
  @Field(() => PurposeEnum)
  purpose!: Purpose;

  @Field(() => SealedText, {
    nullable: true,
    description: 'Which request or document it rests on: needed for a person’s or an authority’s request',
  })
  note?: string | null;
}

@ObjectType()
export class DisclosurePayload extends Payload {
  @Field(() => Id, { nullable: true })
  disclosureId?: string;

  @Field(() => String, {
    nullable: true,
    description: 'In full. Not kept by this answer’s key: ask anew later',
  })
  value?: string | null;
}

@ObjectType('Disclosure', { description: '查看记录: who saw what in full, and why' })
export class DisclosureType {
  @Field(() => Id)
  id!: string;

  @Field(() => Timestamp)
  at!: Date;

  @Field(() => DisclosedEnum)
  what!: Disclosed;

  @Field(() => Id)
  subjectId!: string;

  @Field(() => PurposeEnum)
  purpose!: Purpose;

  @Field()
  viewerName!: string;

  @Field()
  viewerOrganization!: string;
}

export const DisclosureConnection = connectionOf(DisclosureType, 'Disclosure');
