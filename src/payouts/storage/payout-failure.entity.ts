import { Entity } from 'typeorm';
import { Instant, Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** 登记付款失败: what a person said the bank had not paid. */
@Entity('payout_failures')
export class PayoutFailure {
  @UuidKey() id!: string;
  @Uuid() statementId!: string;
  /** Of the statement when it was in the file. */
  @Int() calculation!: number;
  @Uuid() fileId!: string;
  @Uuid() bankAccountId!: string;
  @Whole() fen!: bigint;
  @Uuid() failedBy!: string;
  @Instant() failedAt!: Date;
  /** The bank had paid it after all: so much the supplier was paid without being owed it. */
  @Uuid({ nullable: true }) paidTransferId!: string | null;
  /** … and it came back. */
  @Uuid({ nullable: true }) returnedTransferId!: string | null;
  @Int() version!: number;
}
