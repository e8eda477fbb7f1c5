import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Timestamp } from '../../platform/index';

const ContractSideEnum = { SUPPLIER: 'SUPPLIER', BUYER: 'BUYER' } as const;
registerEnumType(ContractSideEnum, { name: 'ContractSide' });

@ObjectType('ContractSignature')
export class ContractSignatureType {
  @Field(() => ContractSideEnum)
  side!: keyof typeof ContractSideEnum;

  @Field(() => Id)
  memberId!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field(() => Timestamp)
  signedAt!: Date;

  @Field({ description: 'Head of the audit chain at the signature' })
  auditHead!: string;
}

@ObjectType('OrderContract', { description: '合同: the version in force, frozen' })
export class OrderContractType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

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

  @Field(() => [ContractSignatureType], { description: 'Those in force' })
  signatures!: ContractSignatureType[];
}
