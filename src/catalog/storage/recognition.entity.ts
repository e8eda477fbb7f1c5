import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { RecognitionState } from '../domain/recognition.states';

@Entity('recognitions')
export class RecognitionRow {
  @UuidKey() id!: string;
  @Uuid() productId!: string;
  @Uuid() supplierId!: string;
  @Text() originCountyCode!: string;
  @Text() state!: RecognitionState;
  /** 商品价值量: what the supplier can sell of it in a year, in fen. */
  @Whole() annualValueFen!: bigint;
  @Text() linkageStatement!: string;
  @Day({ nullable: true }) publicisedFrom!: string | null;
  @Day({ nullable: true }) publicisedTo!: string | null;
  @Day({ nullable: true }) validFrom!: string | null;
  @Day({ nullable: true }) validTo!: string | null;
  /** First day on which it no longer held. */
  @Day({ nullable: true }) withdrawnOn!: string | null;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}
