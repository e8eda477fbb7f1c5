import { Entity } from 'typeorm';
import { Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** Orders above it need an approver other than the clerk; null: lifted. The id is the organization's. */
@Entity('approval_limits')
export class ApprovalLimitRow {
  @UuidKey() id!: string;
  @Whole({ nullable: true }) limitFen!: bigint | null;
  @Uuid() setBy!: string;
  @Int() version!: number;
}
