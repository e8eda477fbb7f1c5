import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';

export const RETURNED_STATES = ['HELD', 'PUT_BACK', 'WRITTEN_OFF'] as const;
export type ReturnedState = (typeof RETURNED_STATES)[number];

/** Goods of one line that came back: not for sale until the county decides. */
@Entity('returned_goods')
export class ReturnedGoods {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  @Uuid()
  caseId!: string;
  @Uuid()
  caseLineId!: string;
  @Uuid()
  lotId!: string;
  @Uuid()
  supplierId!: string;
  @Text()
  countyCode!: string;
  @Text()
  displayUnit!: string;
  @Whole()
  quantityBase!: bigint;
  @Text()
  state!: ReturnedState;
  @Instant()
  receivedAt!: Date;
  @Uuid({ nullable: true })
  decidedBy!: string | null;
  @Instant({ nullable: true })
  decidedAt!: Date | null;
  @Text({ nullable: true })
  note!: string | null;
}
