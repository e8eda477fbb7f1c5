import { z } from 'zod';
import type { Controls } from './controls';

const id = z.string().min(1);
const account = id.nullable().default(null);

const trouble = z.strictObject({
  status: z
    .union([z.literal(409), z.literal(429), z.literal(500), z.literal(502), z.literal(503)])
    .optional(),
  when: z.enum(['before', 'after']).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  cutOff: z.boolean().optional(),
});

const travel = z
  .strictObject({
    copies: z.int().min(1).max(100),
    delayMs: z.int().min(0).max(600_000),
    lose: z.boolean(),
    hold: z.boolean(),
  })
  .partial();

const terms = z
  .strictObject({
    settlement: z
      .strictObject({ currency: z.string().regex(/^[a-z]{3}$/), ratePpm: z.int().min(1) })
      .nullable(),
    feePpm: z.int().min(0),
    disputeFee: z.int().min(0),
    walletRefundsAtOnce: z.boolean(),
  })
  .partial();

type Verb = (controls: Controls, body: unknown) => unknown;

const verb =
  <T>(schema: z.ZodType<T>, does: (controls: Controls, said: T) => unknown): Verb =>
  (controls, body) =>
    does(controls, schema.parse(body));

/** Controls by `POST /stand-in/controls/<verb>` with JSON, for a stand-in in a process of its own. */
const VERBS: Readonly<Record<string, Verb>> = {
  troubleNext: verb(z.array(trouble), (controls, said) => controls.troubleNext(...said)),
  troubleAll: verb(trouble, (controls, said) => controls.troubleAll(said)),
  travel: verb(travel, ({ webhooks }, said) => Object.assign(webhooks.travel, said)),
  release: verb(z.strictObject({ reversed: z.boolean().default(false) }), ({ webhooks }, { reversed }) =>
    webhooks.release((held) => (reversed ? held.toReversed() : held)),
  ),
  terms: verb(terms, (controls, said) => Object.assign(controls.terms, said)),
  finishRefund: verb(z.strictObject({ refund: id, arrives: z.boolean() }), (controls, said) =>
    controls.finishRefund(said.refund, said.arrives),
  ),
  dispute: verb(z.strictObject({ charge: id, amount: z.int().optional() }), (controls, said) =>
    controls.dispute(said.charge, said.amount),
  ),
  decideDispute: verb(z.strictObject({ dispute: id, won: z.boolean() }), (controls, said) =>
    controls.decideDispute(said.dispute, said.won),
  ),
  payOutAll: verb(z.strictObject({ currency: id, account }), (controls, said) =>
    controls.payOutAll(said.currency, said.account),
  ),
  finishPayout: verb(z.strictObject({ payout: id, arrives: z.boolean(), account }), (controls, said) =>
    controls.finishPayout(said.payout, said.arrives, said.account),
  ),
};

export const CONTROL_NAMES = Object.keys(VERBS);

/** What the verb gives, or null for none; undefined when there is no such verb. */
export function carryOut(controls: Controls, name: string, json: string): unknown {
  const does = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  return does ? (does(controls, json === '' ? {} : (JSON.parse(json) as unknown)) ?? null) : undefined;
}
