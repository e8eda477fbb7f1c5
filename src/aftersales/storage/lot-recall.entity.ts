import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { RecallState } from '../domain/recall.states';

/** 召回: of a lot and all that was made of it; its id is that of the lot it began with. */
@Entity('lot_recalls')
export class LotRecall {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  @Uuid()
  supplierId!: string;
  @Text()
  state!: RecallState;
  @Uuid({ nullable: true })
  recalledBy!: string | null;
  @Instant()
  recalledAt!: Date;
  /** Until when the platform decides about the money. */
  @Day({ nullable: true })
  dueOn!: string | null;
  /** The platform was reminded, and its owner asked once the day had passed. */
  @Flag({ default: false })
  reminded!: boolean;
  @Flag({ default: false })
  late!: boolean;
  @Text({ nullable: true })
  words!: string | null;
  @Uuid({ nullable: true })
  proposedBy!: string | null;
  @Instant({ nullable: true })
  proposedAt!: Date | null;
  @Uuid({ nullable: true })
  decidedBy!: string | null;
  @Instant({ nullable: true })
  decidedAt!: Date | null;
}
