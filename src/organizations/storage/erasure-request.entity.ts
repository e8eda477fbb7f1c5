import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';

export type ErasureState = 'REQUESTED' | 'DONE' | 'DENIED';

/** A person's data are erased in two steps by two people: what is gone cannot be brought back. */
@Entity('erasure_requests')
export class ErasureRequestRow {
  @UuidKey() id!: string;
  @Uuid() personId!: string;
  @Uuid() organizationId!: string;
  @Text() state!: ErasureState;
  @Uuid() requestedBy!: string;
  @Instant() requestedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Int() version!: number;
}
