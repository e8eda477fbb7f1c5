import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ParkRunFailure, ParkRunState } from '../domain/park-run.states';

/** 园区匹配: one run over the free slots of a park, of all parks of a region or of the west of a pairing, and the intents they are shown. */
@Entity('park_runs')
export class ParkRun {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() state!: ParkRunState;
  @Uuid({ nullable: true }) parkId!: string | null;
  @Text({ nullable: true }) regionCode!: string | null;
  @Uuid({ nullable: true }) pairingId!: string | null;
  @Day() asOf!: string;
  @Uuid() requestedBy!: string;
  @Uuid() requesterId!: string;
  @Instant() requestedAt!: Date;
  @Instant() opensAt!: Date;
  @Int() attempts!: number;
  @Text({ nullable: true }) rulesVersion!: string | null;
  @Text({ nullable: true }) reportSha256!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) failure!: ParkRunFailure | null;
}
