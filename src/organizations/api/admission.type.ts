import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, RegionCode, Timestamp, connectionOf } from '../../platform/index';
import type { AdmissionDuty, AdmissionState } from '../domain/admission.states';
import type { SellsAs } from '../storage/supplier-admission.entity';
import { AdmissionDutyEnum, AdmissionStateEnum, SellsAsEnum } from './enums';

@ObjectType('AdmissionOpinion', { description: '县级意见' })
export class AdmissionOpinionType {
  @Field(() => AdmissionDutyEnum)
  duty!: AdmissionDuty;

  @Field()
  positive!: boolean;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  at!: string;
}

@ObjectType('SupplierAdmission', { description: '供应商入驻' })
export class AdmissionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  supplierName!: string;

  @Field(() => AdmissionStateEnum)
  state!: AdmissionState;

  @Field({ description: 'Whether the supplier may be ordered from now' })
  sells!: boolean;

  @Field(() => SellsAsEnum)
  sellsAs!: SellsAs;

  @Field(() => RegionCode)
  regionCode!: string;

  @Field()
  statement!: string;

  @Field(() => String, { nullable: true, description: 'Reason of the last step' })
  note!: string | null;

  @Field(() => Timestamp, { nullable: true })
  submittedAt!: Date | null;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day for the county’s opinions' })
  countyDueOn!: string | null;

  @Field(() => [AdmissionOpinionType], { description: 'Of this submission' })
  opinions!: AdmissionOpinionType[];

  @Field(() => Int)
  version!: number;
}

export const AdmissionConnection = connectionOf(AdmissionType, 'SupplierAdmission');

@ObjectType()
export class AdmissionPayload extends Payload {
  @Field(() => AdmissionType, { nullable: true })
  admission?: AdmissionType | null;
}
