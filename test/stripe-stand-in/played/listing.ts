import type Stripe from 'stripe';
import { invalid } from './problem';

interface Listed {
  readonly id: string;
  readonly created: number;
}

export interface Paging {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
  readonly created?: number | Stripe.RangeQueryParam;
}

const USUAL = 10;
const MOST = 100;

/** A page of what was found, the newest first; `found` has the oldest first. */
export function pageOf<T extends Listed>(
  found: readonly T[],
  paging: Paging,
  url: string,
): Stripe.ApiList<T> {
  const limit = paging.limit ?? USUAL;
  if (limit < 1 || limit > MOST)
    throw invalid(`Limit is from 1 to ${MOST}`, 'limit', 'parameter_invalid_integer');
  const all = found.filter(({ created }) => isWithin(created, paging.created)).toReversed();
  const place = (id: string, param: string) => {
    const index = all.findIndex((one) => one.id === id);
    if (index === -1) throw invalid(`No such object: '${id}'`, param, 'resource_missing');
    return index;
  };
  if (paging.ending_before !== undefined) {
    const end = place(paging.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = paging.starting_after === undefined ? 0 : place(paging.starting_after, 'starting_after') + 1;
  return { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
}

function isWithin(created: number, range: Paging['created']): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return created === range;
  return (
    created > (range.gt ?? -Infinity) &&
    created >= (range.gte ?? -Infinity) &&
    created < (range.lt ?? Infinity) &&
    created <= (range.lte ?? Infinity)
  );
}

const DEEPEST = 4;

type Find = (id: string) => object | undefined;

/** Puts the whole in place of an id, along `latest_charge.balance_transaction`; `data.…` goes into a list. */
export function expand(answer: object, paths: readonly string[], find: Find): void {
  for (const path of paths) {
    const names = path.split('.');
    if (names.length > DEEPEST) throw invalid(`Expansion goes ${DEEPEST} levels deep`, 'expand');
    expandAlong(answer as Record<string, unknown>, names, find);
  }
}

function expandAlong(at: Record<string, unknown>, [name = '', ...rest]: readonly string[], find: Find): void {
  if (!(name in at)) throw invalid(`This property cannot be expanded (${name}).`, 'expand');
  const value = at[name];
  if (Array.isArray(value)) {
    for (const item of value) expandAlong(item as Record<string, unknown>, rest, find);
    return;
  }
  const whole = typeof value === 'string' ? structuredClone(find(value)) : value;
  if (whole === undefined || (typeof value === 'string' && name === 'id'))
    throw invalid(`This property cannot be expanded (${name}).`, 'expand');
  at[name] = whole;
  if (rest.length > 0 && typeof whole === 'object' && whole !== null)
    expandAlong(whole as Record<string, unknown>, rest, find);
}
