import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { FrameworkSide } from '../domain/framework.states';
import type { RevisionState } from '../domain/revision.states';

/** A change of an active framework; what it changes stands in framework_revision_lines, never changed itself. */
@Entity('framework_revisions')
export class FrameworkRevision {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() frameworkId!: string;
  @Text() state!: RevisionState;
  /** Who proposed it. */
  @Text() side!: FrameworkSide;
  @Uuid() proposedBy!: string;
  @Text() reason!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) inForceAt!: Date | null;
  @Text({ nullable: true }) withdrawalNote!: string | null;
}
