import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ReattributionState } from '../domain/reattribution.states';

/** The wish to attribute an order's counted portions to another of the buyer's own units. */
@Entity('reattributions')
export class Reattribution {
  @UuidKey() id!: string;
  @Uuid() orderId!: string;
  @Uuid() buyerId!: string;
  @Uuid() toUnitId!: string;
  @Text() reason!: string;
  @Text() state!: ReattributionState;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Uuid({ nullable: true }) confirmedBy!: string | null;
  @Instant({ nullable: true }) confirmedAt!: Date | null;
  @Int() version!: number;
}
