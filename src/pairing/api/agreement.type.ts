import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, SignedDecimal, Timestamp } from '../../platform/index';
import { agreementStates, type AgreementState } from '../domain/agreement.states';
import { COMMITMENT_UNITS, type CommitmentUnit } from '../domain/indicators';
import type { Side } from '../domain/pairing.states';
import { enumOf } from './enum-of';
import { PairedRegionType, PairingSideEnum, PairingType } from './pairing.type';

const AgreementStateEnum = enumOf(agreementStates.states);
const CommitmentUnitEnum = enumOf(COMMITMENT_UNITS);
registerEnumType(AgreementStateEnum, { name: 'AgreementState' });
registerEnumType(CommitmentUnitEnum, { name: 'CommitmentUnit' });

@ObjectType({ description: 'One leaf of a commitment: a pairing below the agreement, or 本级' })
export class CommitmentLeaf {
  @Field(() => Id)
  commitmentId!: string;

  @Field(() => PairingType, { nullable: true, description: 'Null: the own leaf, 本级' })
  pairing!: PairingType | null;

  @Field(() => SignedDecimal)
  target!: string;

  @Field(() => BusinessDay)
  dueOn!: string;
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

  @Field(() => PairedRegionType)
  east!: PairedRegionType;

  @Field(() => PairedRegionType)
  west!: PairedRegionType;

  pairingId!: string;
}
