import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FindingKind } from '../domain/finding';
import type { FindingState } from '../domain/finding.states';

/** 疑点 */
@Entity('findings')
export class FindingRow {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() kind!: FindingKind;
  /** Names the matter: the same one the next night is not found again, it grows. */
  @Text() subjectKey!: string;
  @Text({ nullable: true }) countyCode!: string | null;
  @Uuid() ownerId!: string;
  @Text() state!: FindingState;
  @Whole() strengthBp!: bigint;
  /** How strong it was when it was decided; null while it is not. */
  @Whole({ nullable: true }) decidedStrengthBp!: bigint | null;
  @Instant() foundAt!: Date;
  @Instant() dueAt!: Date;
  @Uuid({ nullable: true }) takenBy!: string | null;
  /** Asked to explain: from then on it sees the finding. */
  @Uuid({ nullable: true }) askedId!: string | null;
  @Uuid({ nullable: true }) contestedBy!: string | null;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
}
