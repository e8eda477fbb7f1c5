import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { SourcingRequestState } from '../domain/sourcing-request.states';

/** 询价单: what a unit wants from the market. Its lines stand under its revision; earlier revisions stay. */
@Entity('sourcing_requests')
export class SourcingRequest {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() buyerId!: string;
  @Uuid() unitId!: string;
  @Text() state!: SourcingRequestState;
  @Int() revision!: number;
  @Text() title!: string;
  /** For the buyer's own people. */
  @Text({ nullable: true }) internalNote!: string | null;
  @Flag() sealed!: boolean;
  @Instant() quoteDeadline!: Date;
  /** The most all lines can cost, at their caps: what it reserves of the unit's year while it is open. */
  @Whole() worthFen!: bigint;
  /** Who wrote this revision. */
  @Uuid() preparedBy!: string;
  @Uuid({ nullable: true }) submittedBy!: string | null;
  @Uuid({ nullable: true }) approvedBy!: string | null;
  @Text({ nullable: true }) sentBackNote!: string | null;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) publishedAt!: Date | null;
  /** The day whose year it reserves in; only while it is alive on the market or waiting for an award. */
  @Day({ nullable: true }) reservedOn!: string | null;
  /** What it reserves now: all at the caps, less what is awarded. */
  @Whole() reservedFen!: bigint;
  @Flag() reopened!: boolean;
  /** Of several units: each pays, signs and takes delivery for itself, and the reservation is taken of the year of each. */
  @Flag() pooled!: boolean;
  @Text({ nullable: true }) cancelReason!: string | null;
}
