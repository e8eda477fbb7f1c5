import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, TextArray, Uuid, UuidKey } from '../../platform/index';
import type { Role } from '../domain/role';

@Entity('members')
export class MemberRow {
  @UuidKey() id!: string;
  @Uuid() organizationId!: string;
  /** Account name, lower case, unique everywhere. */
  @Text() login!: string;
  @Text() displayName!: string;
  @Text({ nullable: true }) phoneEncrypted!: string | null;
  @Text({ nullable: true }) phoneHash!: string | null;
  /** argon2id, with its parameters and salt. */
  @Text() passwordHash!: string;
  @TextArray() roles!: Role[];
  @Flag() active!: boolean;
  @Instant() createdAt!: Date;
  /** Since when nothing here names anybody. */
  @Instant({ nullable: true }) erasedAt!: Date | null;
  @Int() version!: number;
}
