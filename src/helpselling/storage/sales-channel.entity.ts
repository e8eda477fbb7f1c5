import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ChannelKind, ChannelState } from '../domain/help-sell.states';

/** 专柜/专馆/专区: where goods are sold with somebody's help. */
@Entity('sales_channels')
export class SalesChannel {
  @UuidKey() id!: string;
  @Text() kind!: ChannelKind;
  @Text() name!: string;
  @Uuid() operatorId!: string;
  @Text() regionCode!: string;
  @Text() state!: ChannelState;
  @Uuid() openedBy!: string;
  @Instant() openedAt!: Date;
  @Instant({ nullable: true }) closedAt!: Date | null;
  @Int() version!: number;
}
