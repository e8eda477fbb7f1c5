import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { FrameworkSide } from '../domain/framework.states';

/** A frozen text: the agreement of one draft or, with its id, a revision. */
@Entity('framework_documents')
export class FrameworkDocument {
  @UuidKey() id!: string;
  @Uuid() frameworkId!: string;
  @Int() number!: number;
  @Uuid({ nullable: true }) revisionId!: string | null;
  @Text() text!: string;
  @Text() sha256!: string;
  /** Head of the audit chain when the text was frozen. */
  @Text() auditHead!: string;
  @Uuid() preparedBy!: string;
  @Instant() createdAt!: Date;
}

/** One person's signature for one side of one paper. */
@Entity('framework_signatures')
export class FrameworkSignature {
  @UuidKey() id!: string;
  @Uuid() frameworkId!: string;
  @Uuid() documentId!: string;
  @Int() documentNumber!: number;
  @Text() documentSha256!: string;
  @Uuid() preparedBy!: string;
  @Text() side!: FrameworkSide;
  @Uuid() memberId!: string;
  @Uuid() organizationId!: string;
  @Text() auditHead!: string;
  @Instant() signedAt!: Date;
  @Instant({ nullable: true }) voidedAt!: Date | null;
}
