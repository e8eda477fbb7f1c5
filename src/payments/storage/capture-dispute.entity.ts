import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { DisputeState } from '../domain/dispute.states';

/** 拒付: a payer's bank took captured money back and decides who is right. */
@Entity('capture_disputes')
export class CaptureDispute {
  @UuidKey()
  id!: string;

  @Uuid()
  captureId!: string;

  /** The provider's id. */
  @Text()
  reference!: string;

  @Whole()
  fen!: bigint;

  @Whole()
  heldFen!: bigint;

  @Whole()
  payableFen!: bigint;

  @Whole()
  owedFen!: bigint;

  @Text()
  state!: DisputeState;

  @Instant()
  openedAt!: Date;

  @Instant({ nullable: true })
  decidedAt!: Date | null;

  @Int()
  version!: number;
}
