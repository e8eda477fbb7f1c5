import { Injectable } from '@nestjs/common';

/** SQL: no slice has reached the order yet, of the event `event` handled by the reaction whose cursor is `done`. */
export const notReached = (orderId: string) =>
  `(done.begun_sequence IS DISTINCT FROM event.sequence OR ${orderId} > done.reached::uuid)`;

/** The orders after one of them, in the order of their ids. */
export interface OrderSlice {
  readonly after: string | null;
  readonly atMost: number;
}

/**
 * What one transaction of a reaction to thousands of orders works on: it holds a lock for each of them, and from its
 * first entry on the totals of their months, until it commits.
 */
@Injectable()
export class OrderSlices {
  readonly atMost: number = 50;

  after(reached: string | null): OrderSlice {
    return { after: reached, atMost: this.atMost };
  }

  /** Where the next slice goes on; null where these were the last. */
  reached(orders: readonly string[]): string | null {
    return orders.length < this.atMost ? null : (orders.at(-1) ?? null);
  }
}
