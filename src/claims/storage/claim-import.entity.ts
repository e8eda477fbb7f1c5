import { Entity } from 'typeorm';
import { Instant, Int, Json, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { Places } from '../domain/import-columns';
import type { ImportState } from '../domain/import.states';

/** 批量导入: a table of purchases made elsewhere, staged row by row until it is taken as a whole. */
@Entity('claim_imports')
export class ClaimImport {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() buyerId!: string;
  @Uuid() fileId!: string;
  @Text() state!: ImportState;
  /** Letters of the columns; empty until the headings are read. */
  @Json() places!: Places | Record<string, never>;
  /** Why the file is not taken at all. */
  @Text({ nullable: true }) refusal!: string | null;
  /** Counted before the first is kept; null until then. */
  @Int({ nullable: true }) rowsFound!: number | null;
  @Int() rowsRead!: number;
  @Int() rowsGood!: number;
  @Whole() goodFen!: bigint;
  @Uuid() stagedBy!: string;
  @Instant() stagedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
}
