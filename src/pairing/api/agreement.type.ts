import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, SignedDecimal, Timestamp } from '../../platform/index';
import { agreementStates, type AgreementState } from '../domain/agreement.states';
import { COMMITMENT_UNITS, type CommitmentUnit } from '../domain/indicators';
import type { PairingKind } from '../domain/pairing-level';
import type { Side } from '../domain/pairing.states';
import { enumOf } from './enum-of';
import { PairedRegionType, PairingKindEnum, PairingSideEnum, PairingType } from './pairing.type';

const AgreementStateEnum = enumOf(agreementStates.states);
export const CommitmentUnitEnum = enumOf(COMMITMENT_UNITS);
registerEnumType(AgreementStateEnum, { name: 'AgreementState' });
registerEnumType(CommitmentUnitEnum, { name: 'CommitmentUnit' });

@ObjectType({ description: 'One leaf of a commitment: a pairing below the agreement, or 本级' })
export class CommitmentLeaf {
  @Field(() => Id)
  commitmentId!: string;

  @Field(() => PairingType, {
    nullable: true,
    description: 'Null: the own leaf, 本级, or a unit’s of the whole agreement',
  })
  pairing!: PairingType | null;

  @Field(() => Id, { nullable: true, description: 'The unit whose target it is' })
  unitId!: string | null;

  @Field(() => SignedDecimal)
  target!: string;

  @Field(() => BusinessDay)
  dueOn!: string;
}

@ObjectType({
  description: 'A node of a commitment’s tree; its target is the sum of the leaves at and below it',
})
export class CommitmentNode {
  @Field(() => Id)
  id!: string;

  @Field(() => Id, { nullable: true, description: 'Null: the commitment as a whole' })
  parentId!: string | null;

  @Field(() => Id, { nullable: true })
  pairingId!: string | null;

  @Field(() => Id, { nullable: true })
  unitId!: string | null;

  @Field({ description: 'Only leaves have targets and hold what is counted' })
  isLeaf!: boolean;

  @Field(() => SignedDecimal)
  target!: string;
}

@ObjectType({ description: '协议指标: one measurable promise; its target is the sum of its leaves' })
export class Commitment {
  @Field({ description: 'Code, e.g. CON-1' })
  indicator!: string;

  @Field()
  nameZh!: string;

  @Field()
  nameEn!: string;

  @Field(() => CommitmentUnitEnum)
  unit!: CommitmentUnit;

  @Field(() => SignedDecimal)
  target!: string;

  @Field(() => [CommitmentLeaf])
  leaves!: CommitmentLeaf[];

  @Field(() => [CommitmentNode], {
    description: '目标树: the whole, what it is broken down to, and the leaves',
  })
  nodes!: CommitmentNode[];
}

@ObjectType({
  description:
    'The text both sides sign: canonical JSON, its hash, and the audit chain’s head of that moment',
})
export class AgreementDocument {
  @Field(() => Int)
  draftNumber!: number;

  @Field()
  content!: string;

  @Field()
  sha256!: string;

  @Field()
  auditHead!: string;

  @Field(() => Timestamp)
  frozenAt!: Date;
}

@ObjectType()
export class AgreementSignature {
  @Field(() => PairingSideEnum)
  side!: Side;

  @Field(() => Int)
  draftNumber!: number;

  @Field(() => Id)
  organizationId!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  signedAt!: Date;
}

@ObjectType('AnnualAgreement', { description: '年度协作协议 of two paired regions' })
export class AnnualAgreementType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => AgreementStateEnum)
  state!: AgreementState;

  @Field(() => Int)
  version!: number;

  @Field(() => Int, { description: 'The draft being worked on or signed' })
  draftNumber!: number;

  @Field(() => Int, { nullable: true, description: 'The draft both sides signed; null: none yet' })
  inForceDraft!: number | null;

  @Field(() => Timestamp, { nullable: true })
  inForceSince!: Date | null;

  @Field(() => PairingKindEnum)
  kind!: PairingKind;

  @Field(() => PairedRegionType)
  east!: PairedRegionType;

  @Field(() => PairedRegionType)
  west!: PairedRegionType;

  @Field(() => Id, { nullable: true, description: 'Null: the helping side is the eastern region' })
  helperOrganizationId!: string | null;

  @Field(() => Id, { nullable: true, description: 'Who is helped, where that is one organization' })
  helpedOrganizationId!: string | null;

  @Field(() => String, { nullable: true, description: 'The list whose counties are helped' })
  helpedList!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Who signs for the second side where no region’s office does',
  })
  counterOrganizationId!: string | null;

  pairingId!: string;
}
