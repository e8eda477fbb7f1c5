import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';

/** The frozen text of one version of an order's contract. */
@Entity('order_contracts')
export class Contract {
  @UuidKey()
  id!: string;
  @Uuid()
  orderId!: string;
  @Int()
  version!: number;
  @Text()
  text!: string;
  @Text()
  sha256!: string;
  /** Head of the audit chain when the text was frozen. */
  @Text()
  auditHead!: string;
  @Instant()
  createdAt!: Date;
}

export type ContractSide = 'SUPPLIER' | 'BUYER';

/** One person's signature for one side of one contract version. */
@Entity('order_signatures')
export class ContractSignature {
  @UuidKey()
  id!: string;
  @Uuid()
  orderId!: string;
  @Uuid()
  contractId!: string;
  @Int()
  contractVersion!: number;
  @Text()
  contractSha256!: string;
  @Text()
  side!: ContractSide;
  @Uuid()
  memberId!: string;
  @Uuid()
  organizationId!: string;
  @Text()
  auditHead!: string;
  @Instant()
  signedAt!: Date;
  @Instant({ nullable: true })
  voidedAt!: Date | null;
}
