import { Injectable } from '@nestjs/common';
import { amountFen } from '../../../libs/money/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import { Mandates, type MandateRoom } from '../../helpselling/index';
import type { Tx } from '../../platform/index';
import type { RescuePart, RescueRound } from './rescue-round.entity';

/** 帮助销售 in a round: what a unit takes over a channel stands under a mandate of the supplier for these goods. */
@Injectable()
export class PartChannels {
  constructor(private readonly mandates: Mandates) {}

  async requireOpen(tx: Tx, { channelId }: RescuePart): Promise<void> {
    if (channelId !== null) await this.mandates.requireOpen(tx, channelId, ['channelId']);
  }

  /** Refuses who could not order today; nothing is drawn before there is an order, so its closing asks again. */
  async requireCovered(tx: Tx, round: RescueRound, part: RescuePart): Promise<void> {
    const { buyerId, unitId, channelId, wantBase } = part;
    if (channelId === null) return;
    const room = await this.lock(tx, round, [part]);
    const { supplierId, productId } = round;
    const goods = [{ supplierId, productId, fen: amountFen(round, wantBase) }];
    const covered = room.cover({ buyerId, unitId, channelId }, goods, ['channelId']);
    if ('refusal' in covered) throw new Refused([covered.refusal]);
  }

  /** All mandates of a round at once, in the order of their ids: its orders are placed one by one. */
  lock(tx: Tx, round: RescueRound, parts: readonly RescuePart[]): Promise<MandateRoom> {
    const goods = [{ supplierId: round.supplierId, productId: round.productId }];
    return this.mandates.lock(
      tx,
      parts.flatMap(({ buyerId, unitId, channelId }) =>
        channelId === null ? [] : [{ buyerId, unitId, channelId, goods }],
      ),
    );
  }
}
