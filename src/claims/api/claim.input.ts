import { Field, InputType } from '@nestjs/graphql';
import {
  BusinessDay,
  CommandInput,
  Id,
  MoneyInput,
  NoteText,
  QuantityInput,
  ShortText,
} from '../../platform/index';
import type { EvidenceKind } from '../domain/evidence-kinds';
import { EvidenceKindEnum } from './claim.type';

@InputType()
export class ClaimLineInput {
  @Field(() => ShortText, { description: 'Of the lot, as it stands on the goods' })
  certificateNo!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;

  @Field(() => MoneyInput, { description: 'Of the goods, as invoiced' })
  amount!: MoneyInput;

  @Field(() => [Id], {
    defaultValue: [],
    description:
      'Where a scheme has several equally close relations, the one to count on: at most one of each scheme',
  })
  relationChoices!: string[];
}

@InputType()
export class ClaimEvidenceInput {
  @Field(() => EvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => Id)
  fileId!: string;
}

@InputType()
export class ClaimTermsInput {
  @Field(() => Id, { description: 'Who paid: one’s own organization or one of its units' })
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => ShortText)
  invoiceNo!: string;

  @Field(() => MoneyInput, { description: 'Of the whole invoice' })
  invoiceAmount!: MoneyInput;

  @Field(() => BusinessDay)
  purchasedOn!: string;

  @Field(() => NoteText, { nullable: true, description: 'Where and how it was bought' })
  channelNote?: string | null;

  @Field(() => [ClaimLineInput])
  lines!: ClaimLineInput[];
}

@InputType()
export class SubmitClaimInput extends CommandInput {
  @Field(() => ClaimTermsInput)
  terms!: ClaimTermsInput;

  @Field(() => [ClaimEvidenceInput], { defaultValue: [] })
  evidence!: ClaimEvidenceInput[];
}
