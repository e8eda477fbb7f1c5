import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ObjectFollowing } from './object-following';
import { isMissing } from './stripe-client';

/** What a movement of the balance is about, by the head of its source's id. */
const KINDS = new Map([
  ['ch', 'charge'],
  ['py', 'charge'],
  ['re', 'refund'],
  ['pyr', 'refund'],
  ['dp', 'dispute'],
  ['du', 'dispute'],
]);

/** Looks at what a movement is about, as its event would have had us do. */
@Injectable()
export class BalanceSources {
  constructor(private readonly objects: ObjectFollowing) {}

  async follow(sdk: Stripe, { source }: { readonly source: string | null }): Promise<void> {
    const kind = KINDS.get(source?.split('_')[0] ?? '');
    if (kind === undefined || source === null) return;
    try {
      await this.objects.follow(sdk, kind, source);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
