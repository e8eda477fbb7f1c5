import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, QuantityType, Timestamp } from '../../platform/index';
import { claimStates, type ClaimState } from '../domain/claim.states';
import {
  EVIDENCE_KINDS,
  REVERSAL_REASONS,
  REVERSED_BECAUSE,
  type ClaimReversalReason,
  type EvidenceKind,
  type ReversedBecause,
} from '../domain/evidence-kinds';
import type { ClaimRow } from '../storage/claim-reader';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const ClaimStateEnum = enumOf<ClaimState>(claimStates.states);
registerEnumType(ClaimStateEnum, { name: 'ClaimState' });
export const EvidenceKindEnum = enumOf<EvidenceKind>(EVIDENCE_KINDS);
registerEnumType(EvidenceKindEnum, { name: 'ClaimEvidenceKind' });
export const ClaimReversalReasonEnum = enumOf<ClaimReversalReason>(REVERSAL_REASONS);
registerEnumType(ClaimReversalReasonEnum, { name: 'ClaimReversalReason' });
export const ReversedBecauseEnum = enumOf<ReversedBecause>(REVERSED_BECAUSE);
registerEnumType(ReversedBecauseEnum, { name: 'ReversedBecause' });
export const ClaimSideEnum = { EAST: 'EAST', WEST: 'WEST' } as const;
registerEnumType(ClaimSideEnum, {
  name: 'ClaimSide',
  description: 'EAST: over the unit that paid; WEST: over where the goods come from',
});
export const ClaimTwinKindEnum = { ORDER: 'ORDER', CLAIM: 'CLAIM' } as const;
registerEnumType(ClaimTwinKindEnum, { name: 'ClaimTwinKind' });

@ObjectType('ClaimLine', { description: 'Goods of one lot, bought elsewhere' })
export class ClaimLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  lotId!: string;

  @Field()
  productName!: string;

  @Field()
  certificateNo!: string;

  @Field()
  countyCode!: string;

  @Field()
  categoryCode!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'Of it taken back since' })
  reversed!: MoneyType;

  @Field(() => [Id], { description: 'Relations the buyer chose, at most one of each scheme' })
  relationChoices!: readonly string[];
}

@ObjectType('ClaimEvidence', { description: '佐证材料' })
export class ClaimEvidenceType {
  @Field(() => EvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => Id, { description: 'Read at GET /files/:id' })
  fileId!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  attachedAt!: Date;
}

@ObjectType('ClaimCheck')
export class ClaimCheckType {
  @Field(() => ClaimSideEnum)
  side!: 'EAST' | 'WEST';

  @Field(() => Id)
  organizationId!: string;

  @Field({ description: 'Of the text that was vouched for' })
  sha256!: string;

  @Field(() => String, { nullable: true, description: 'Why it is another purchase than its twins' })
  distinctBecause!: string | null;

  @Field(() => Timestamp)
  checkedAt!: Date;
}

@ObjectType('ClaimTwin', {
  description: 'A purchase the claim resembles; a verifier says why it is another one',
})
export class ClaimTwinType {
  @Field(() => ClaimTwinKindEnum)
  kind!: 'ORDER' | 'CLAIM';

  @Field()
  number!: string;
}

@ObjectType('ClaimReversal')
export class ClaimReversalType {
  @Field(() => Id)
  lineId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => ClaimReversalReasonEnum)
  reason!: ClaimReversalReason;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  reversedAt!: Date;
}

@ObjectType('Claim', { description: '平台外采购申报: a purchase made elsewhere, by its invoice' })
export class ClaimType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id, { description: 'Whose member claims it' })
  buyerId!: string;

  @Field(() => Id, { description: 'Who paid' })
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  invoiceNo!: string;

  @Field(() => BusinessDay)
  purchasedOn!: string;

  @Field(() => String, { nullable: true, description: 'Where and how it was bought' })
  channelNote!: string | null;

  @Field(() => ClaimStateEnum)
  state!: ClaimState;

  @Field(() => Timestamp)
  submittedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or withdrawn' })
  decisionNote!: string | null;
}

@ObjectType()
export class ClaimPayload extends Payload {
  @Field(() => ClaimType, { nullable: true })
  claim?: ClaimRow | null;
}

@ObjectType()
export class ClaimsPayload extends Payload {
  @Field(() => [ClaimType], { nullable: true })
  claims?: ClaimRow[] | null;
}
