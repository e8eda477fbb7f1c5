import { Entity } from 'typeorm';
import type { PairingSide } from '../../pairing/index';
import { Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { DisputeState } from '../domain/dispute.states';

/** One side's objection to lines of a month's list, against the revision it had read. */
@Entity('counting_disputes')
export class CountingDispute {
  @UuidKey() id!: string;
  @Uuid() periodId!: string;
  @Int() revision!: number;
  @Text() side!: PairingSide;
  @Uuid() organizationId!: string;
  @Text() state!: DisputeState;
  @Uuid() openedBy!: string;
  @Instant() openedAt!: Date;
  /** When the last word fell that waits for an answer. */
  @Instant() waitsSince!: Date;
  /** Of this waiting: who is silent has been reminded. */
  @Flag() reminded!: boolean;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  /** Of both provinces; null: one of the sides gave way, or nobody has yet. */
  @Int({ nullable: true }) decision!: number | null;
  @Int() version!: number;
}
