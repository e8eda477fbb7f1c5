import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id } from '../../platform/index';
import { CERTIFICATE_KINDS, type CertificateKind } from '../domain/certificate-match';

export const CertificateKindEnum = Object.fromEntries(CERTIFICATE_KINDS.map((name) => [name, name]));
registerEnumType(CertificateKindEnum, {
  name: 'CertificateKind',
  description: '绿色食品、有机产品、地理标志',
});

@ObjectType()
export class ProductCertificate {
  @Field(() => Id)
  id!: string;

  @Field(() => CertificateKindEnum)
  kind!: CertificateKind;

  @Field()
  number!: string;

  @Field()
  holderName!: string;

  @Field()
  scope!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => Int)
  version!: number;
}
