import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { Stage, Standing } from '../domain/project.states';

/** 园区项目. */
@Entity('park_projects')
export class ParkProject {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() parkId!: string;
  @Text() title!: string;
  /** Null: an enterprise that takes no part on the platform, known by name and code. */
  @Uuid({ nullable: true }) investorId!: string | null;
  @Text() investorName!: string;
  @Text() investorUscc!: string;
  /** The intent it came of, at its investor’s and the park’s. Nobody else is told so. */
  @Uuid({ nullable: true }) intentId!: string | null;
  /** What the investor founded here; said when it is registered. It is what counts. */
  @Text({ nullable: true }) enterpriseName!: string | null;
  @Text({ nullable: true }) enterpriseUscc!: string | null;
  @Text() industryCode!: string;
  /** Planned until it is signed, then what was signed. */
  @Whole() investmentFen!: bigint;
  @Int() plannedJobs!: number;
  @Int({ nullable: true }) landM2!: number | null;
  @Uuid() introducerId!: string;
  @Uuid({ nullable: true }) introducerMemberId!: string | null;
  @Uuid({ nullable: true }) pairingId!: string | null;
  @Text({ nullable: true }) eastRegionCode!: string | null;
  @Int({ nullable: true }) countingYear!: number | null;
  @Text() stage!: Stage;
  @Text() standing!: Standing;
  @Instant({ nullable: true }) signedAt!: Date | null;
  /** When something last spoke for it. */
  @Instant() evidenceAt!: Date;
  @Instant({ nullable: true }) stalledAt!: Date | null;
  @Uuid() registeredBy!: string;
  @Uuid() registrantId!: string;
  @Instant() registeredAt!: Date;
  /** Σ of its verified capital records; kept by the database. */
  @Whole() paidInFen!: bigint;
  /** Never: nobody else’s export tells who had to do with it before it was signed. */
  @Instant() opensAt!: Date;
}

@Entity('project_visits')
export class ProjectVisit {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() projectId!: string;
  @Text() kind!: VisitKind;
  @Text() subject!: string;
  @Day() plannedOn!: string;
  @Uuid() ownerId!: string;
  @Uuid({ nullable: true }) ownerMemberId!: string | null;
  @Text() state!: VisitState;
  @Day({ nullable: true }) doneOn!: string | null;
  @Text({ nullable: true }) outcome!: string | null;
  @Uuid() plannedBy!: string;
  @Instant() plannedAt!: Date;
  @Uuid({ nullable: true }) closedBy!: string | null;
  @Instant({ nullable: true }) closedAt!: Date | null;
  @Instant({ nullable: true }) remindedAt!: Date | null;
  @Instant() opensAt!: Date;
}

export const VISIT_KINDS = ['SITE_VISIT', 'MEETING', 'CALL', 'TASK'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];
export const VISIT_STATES = ['PLANNED', 'DONE', 'CANCELLED'] as const;
export type VisitState = (typeof VISIT_STATES)[number];
