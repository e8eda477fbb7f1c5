import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { RestatementState } from '../domain/restatement.states';

/** A change of a locked month: its text, and where the signatures of the two provinces stand. */
@Entity('counting_restatements')
export class CountingRestatement {
  @UuidKey() id!: string;
  @Uuid() periodId!: string;
  @Int() fromRevision!: number;
  @Text() state!: RestatementState;
  @Text() reason!: string;
  /** Canonical JSON of what is signed. */
  @Text() content!: string;
  @Text() sha256!: string;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Int() version!: number;
}
