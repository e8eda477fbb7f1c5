import { Injectable } from '@nestjs/common';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Files, type Actor, type Tx } from '../../platform/index';
import type { Order } from './order.entity';

/** Keeps a buyer's photos of a delivery for both sides, and for operations, who decide where they differ. */
@Injectable()
export class DeliveryPhotos {
  constructor(
    private readonly files: Files,
    private readonly organizations: Organizations,
  ) {}

  async attach(
    tx: Tx,
    actor: Actor,
    order: Order,
    photoIds: readonly string[],
    path: RefusalPath,
  ): Promise<void> {
    const readers = [order.buyerId, order.supplierId, ...(await this.organizations.platformOperations(tx))];
    await this.files.attach(tx, actor, [...new Set(photoIds)], readers, path);
  }
}
