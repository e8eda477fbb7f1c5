import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { HoldEnd, SlotHoldState, WaitingEnd } from '../domain/slot-hold.states';

/** 锁定与分配: one slot kept for one intent. What it draws stands in its park’s books under its id. */
@Entity('slot_holds')
export class SlotHold {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() state!: SlotHoldState;
  @Uuid() slotId!: string;
  @Uuid() parkId!: string;
  /** Number of the slot’s terms it was held on. */
  @Int() terms!: number;
  @Uuid() intentId!: string;
  @Uuid() releaseId!: string;
  @Uuid() operatorId!: string;
  @Uuid() investorId!: string;
  /** Null: the park held it itself; else whoever waited was served. */
  @Uuid({ nullable: true }) waitingId!: string | null;
  @Uuid({ nullable: true }) heldBy!: string | null;
  @Instant() heldAt!: Date;
  @Instant() opensAt!: Date;
  @Instant() expiresAt!: Date;
  @Uuid({ nullable: true }) acceptedBy!: string | null;
  @Instant({ nullable: true }) acceptedAt!: Date | null;
  @Uuid({ nullable: true }) occupiedBy!: string | null;
  @Instant({ nullable: true }) occupiedAt!: Date | null;
  @Day({ nullable: true }) occupiedOn!: string | null;
  @Uuid({ nullable: true }) endedBy!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) endedAs!: HoldEnd | null;
  @Text({ nullable: true }) endNote!: string | null;
}

/** 候补: an intent that waits for a slot of a park, or for any that fits. */
@Entity('slot_waitings')
export class SlotWaiting {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() parkId!: string;
  @Uuid({ nullable: true }) slotId!: string | null;
  /** Counted through in the park, never told as such. */
  @Int() place!: number;
  @Uuid() intentId!: string;
  @Uuid() releaseId!: string;
  @Uuid() operatorId!: string;
  @Uuid() investorId!: string;
  @Uuid() queuedBy!: string;
  @Instant() queuedAt!: Date;
  @Instant() opensAt!: Date;
  @Uuid({ nullable: true }) endedBy!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) endedAs!: WaitingEnd | null;
}
