import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole, type BusinessDate } from '../../platform/index';
import type { PaymentRequestState } from '../domain/payment-request';

/** What a buyer owes for one subject. What was paid is no column here: it is the sum of its payments. */
@Entity('payment_requests')
export class PaymentRequest {
  @UuidKey()
  id!: string;

  @Text()
  subjectKind!: 'ORDER';

  @Uuid()
  subjectId!: string;

  @Uuid()
  buyerId!: string;

  @Uuid()
  supplierId!: string;

  @Whole()
  dueFen!: bigint;

  @Day({ nullable: true })
  dueOn!: BusinessDate | null;

  @Text()
  expectedPayerName!: string;

  @Text()
  transferCode!: string;

  /** What of money that came by the provider the supplier bears, in parts of a million. */
  @Int()
  channelFeePpm!: number;

  @Text()
  state!: PaymentRequestState;

  @Instant()
  openedAt!: Date;

  @Int()
  version!: number;
}
