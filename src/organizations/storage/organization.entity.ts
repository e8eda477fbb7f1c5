import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { OrganizationKind, Side } from '../domain/organization-kind';

@Entity('organizations')
export class OrganizationRow {
  @UuidKey() id!: string;
  @Text() kind!: OrganizationKind;
  @Text() name!: string;
  @Text({ nullable: true }) uscc!: string | null;
  @Text() regionCode!: string;
  @Text({ nullable: true }) side!: Side | null;
  /** The organization it is a subordinate unit of. */
  @Uuid({ nullable: true }) parentId!: string | null;
  @Flag() demonstration!: boolean;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}
