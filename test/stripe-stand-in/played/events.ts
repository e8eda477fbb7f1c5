import type Stripe from 'stripe';
import { API_TABLE } from '../table/api-table';
import type { Call, Place } from './books';
import { missing } from './problem';

type ObjectOf<T extends Stripe.Event['type']> = Extract<Stripe.Event, { type: T }>['data']['object'];

/** Notes that something happened, with the object as it is now, and tells whoever sends webhooks. */
export function happened<T extends Stripe.Event['type']>(place: Place, type: T, object: ObjectOf<T>): void {
  const { world, books } = place;
  const event = {
    id: world.newId('evt'),
    object: 'event',
    ...(books.account !== null && { account: books.account }),
    api_version: API_TABLE.apiVersion,
    created: world.now,
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: place.request ?? { id: null, idempotency_key: null },
    type,
  } satisfies Stripe.EventBase;
  // The type and the object belong together by this function's signature.
  const kept = event as unknown as Stripe.Event;
  books.events.set(kept.id, kept);
  world.onEvent(kept);
}

export function retrieveEvent({ books, ids: [id = ''] }: Call<Stripe.EventRetrieveParams>): Stripe.Event {
  const found = books.events.get(id);
  if (!found) throw missing('event', id);
  return found;
}

export function eventsOf({ books, parameters }: Call<Stripe.EventListParams>): Stripe.Event[] {
  const types = parameters.types ?? (parameters.type === undefined ? null : [parameters.type]);
  return [...books.events.values()].filter(({ type }) => types === null || types.includes(type));
}
