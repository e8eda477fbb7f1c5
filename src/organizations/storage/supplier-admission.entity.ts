import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { AdmissionState } from '../domain/admission.states';

export const SELLS_AS = ['PRODUCER', 'AGENT'] as const;
export type SellsAs = (typeof SELLS_AS)[number];

@Entity('supplier_admissions')
export class SupplierAdmissionRow {
  @UuidKey() id!: string;
  @Uuid() supplierId!: string;
  @Text() state!: AdmissionState;
  /** Whether the supplier may be ordered from now: see maySell. */
  @Flag() sells!: boolean;
  @Text() sellsAs!: SellsAs;
  /** County of registration on the day of submission. */
  @Text() regionCode!: string;
  @Text() statement!: string;
  /** Counts submissions: each asks for two new opinions. */
  @Int() round!: number;
  @Uuid({ nullable: true }) submittedBy!: string | null;
  @Instant({ nullable: true }) submittedAt!: Date | null;
  @Day({ nullable: true }) countyDueOn!: string | null;
  @Instant({ nullable: true }) escalatedAt!: Date | null;
  @Uuid({ nullable: true }) reviewOpenedBy!: string | null;
  @Day({ nullable: true }) recheckDueOn!: string | null;
  /** Why it was returned, rejected, reviewed, suspended … last. */
  @Text({ nullable: true }) note!: string | null;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}
