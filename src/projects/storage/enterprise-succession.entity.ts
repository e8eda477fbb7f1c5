import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { SuccessionKind, SuccessionState } from '../domain/succession.states';

/** 企业承继. */
@Entity('enterprise_successions')
export class EnterpriseSuccession {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() state!: SuccessionState;
  @Uuid() projectId!: string;
  @Text() predecessorUscc!: string;
  @Text() successorUscc!: string;
  @Text() kind!: SuccessionKind;
  @Day() succeededOn!: string;
  @Uuid() fileId!: string;
  @Uuid() recordedBy!: string;
  @Uuid() recorderId!: string;
  @Instant() recordedAt!: Date;
  /** From when one office sufficed; it stands, and two may void it. */
  @Flag() byOneOffice!: boolean;
}
