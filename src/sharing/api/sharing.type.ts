import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { BusinessDay, Id, MoneyType, Payload, RegionCode, Timestamp } from '../../platform/index';
import {
  contractStates,
  statementStates,
  type ContractState,
  type StatementState,
} from '../domain/sharing.states';
import type { ContractRow, StatementRow } from '../storage/sharing-reader';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };
export const ContractStateEnum = enumOf(contractStates.states);
registerEnumType(ContractStateEnum, { name: 'SharingContractState' });
export const StatementStateEnum = enumOf(statementStates.states);
registerEnumType(StatementStateEnum, { name: 'SharingStatementState' });

@ObjectType('SharingSignature')
export class SharingSignatureType {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => Id)
  organizationId!: string;

  @Field({ description: 'Of what was signed' })
  sha256!: string;

  @Field(() => Timestamp)
  signedAt!: Date;
}

@ObjectType('SharingContract', { description: '飞地利益共享合同: who has which part of what a park brings' })
export class SharingContractType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  parkId!: string;

  @Field(() => RegionCode)
  eastRegionCode!: string;

  @Field(() => RegionCode)
  homeCountyCode!: string;

  @Field(() => BusinessDay)
  effectiveFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  effectiveTo!: string | null;

  @Field(() => Int, { description: 'Parts per million of 产值; with the west’s one million' })
  outputEastPpm!: number;

  @Field(() => Int)
  outputWestPpm!: number;

  @Field(() => Int, { description: 'Of 税收' })
  taxEastPpm!: number;

  @Field(() => Int)
  taxWestPpm!: number;

  @Field(() => Int, { description: 'Of 就业' })
  jobsEastPpm!: number;

  @Field(() => Int)
  jobsWestPpm!: number;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field({ description: 'Of the words both sides sign' })
  sha256!: string;

  @Field(() => ContractStateEnum)
  state!: ContractState;

  @Field(() => Id)
  proposerId!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn' })
  decisionNote!: string | null;
}

@ObjectType('SharedMoney', { description: 'East and west sum to the whole' })
export class SharedMoneyType {
  @Field(() => MoneyType)
  whole!: MoneyType;

  @Field(() => MoneyType)
  east!: MoneyType;

  @Field(() => MoneyType)
  west!: MoneyType;
}

@ObjectType('SharedJobs', { description: 'Persons at the end of each project’s last quarter' })
export class SharedJobsType {
  @Field(() => Int)
  whole!: number;

  @Field(() => Int)
  east!: number;

  @Field(() => Int)
  west!: number;
}

@ObjectType('SharingStatement', {
  description: '年度核算表, computed from a frozen list of verified records',
})
export class SharingStatementType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  contractId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => Int)
  number!: number;

  @Field(() => Id, { nullable: true, description: 'The signed statement that this one states anew' })
  supplementsId!: string | null;

  @Field({ description: 'Of the list and its sums, which both sides sign' })
  sha256!: string;

  @Field(() => StatementStateEnum)
  state!: StatementState;

  @Field(() => Id)
  drawerId!: string;

  @Field(() => Timestamp)
  drawnAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  signedAt!: Date | null;

  @Field(() => Id, { nullable: true })
  disputerId!: string | null;

  @Field(() => String, { nullable: true })
  disputeNote!: string | null;
}

@ObjectType()
export class SharingContractPayload extends Payload {
  @Field(() => SharingContractType, { nullable: true })
  contract?: ContractRow | null;
}

@ObjectType()
export class SharingStatementPayload extends Payload {
  @Field(() => SharingStatementType, { nullable: true })
  statement?: StatementRow | null;
}
