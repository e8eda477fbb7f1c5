import fc from 'fast-check';
import Stripe from 'stripe';
import type { Trouble } from './controls';
import { refusalOf } from './refusal';
import { type StartedStandIn, startStripeStandIn } from './start';

const clientOf = ({ host, port, apiKey }: StartedStandIn) =>
  new Stripe(apiKey, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });

describe('a key', () => {
  let standIn: StartedStandIn;
  let stripe: Stripe;
  const PAID = { amount: 12_345, currency: 'cny', confirm: true, payment_method: 'pm_card_visa' };

  beforeAll(async () => {
    standIn = await startStripeStandIn();
    stripe = clientOf(standIn);
  });

  afterAll(() => standIn.stop());

  const keyed = (idempotencyKey: string) => stripe.paymentIntents.create(PAID, { idempotencyKey });
  const made = async () => (await stripe.paymentIntents.list({ limit: 100 })).data.length;

  it('answers the same key with the same answer, and says so', async () => {
    const first = await keyed('same');
    const second = await keyed('same');
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses other parameters or another endpoint under a key', async () => {
    await keyed('other');
    const other = { status: 400, type: 'idempotency_error', code: undefined };
    const changed = stripe.paymentIntents.create({ ...PAID, amount: 1 }, { idempotencyKey: 'other' });
    expect(await refusalOf(changed)).toEqual(other);
    const elsewhere = stripe.refunds.create({ amount: 1, charge: 'ch_1' }, { idempotencyKey: 'other' });
    expect(await refusalOf(elsewhere)).toEqual(other);
  });

  it('says 409 while the first is under way, and the answer of the first afterwards', async () => {
    let open = () => {};
    standIn.controls.troubleNext({ until: new Promise<void>((resolve) => (open = resolve)) });
    const first = keyed('busy');
    while (standIn.controls.requests.at(-1)?.key !== 'busy') await new Promise(setImmediate);
    expect(await refusalOf(keyed('busy'))).toEqual({
      status: 409,
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
    });
    open();
    const { id } = await first;
    expect((await keyed('busy')).id).toBe(id);
  });

  it.each(['before', 'after'] as const)('saves a 500 that came %s the work', async (when) => {
    const before = await made();
    standIn.controls.troubleNext({ status: 500, when });
    const key = `broken ${when}`;
    const broken = { status: 500, type: 'api_error', code: undefined };
    expect(await refusalOf(keyed(key))).toEqual(broken);
    expect(await refusalOf(keyed(key))).toEqual(broken);
    expect(await made()).toBe(before + (when === 'after' ? 1 : 0));
  });

  it('saves nothing of a refused parameter, a 429 or a lock', async () => {
    const wrong = stripe.paymentIntents.create({ ...PAID, currency: '' }, { idempotencyKey: 'free' });
    expect(await refusalOf(wrong)).toMatchObject({ status: 400 });
    standIn.controls.troubleNext({ status: 429 }, { status: 409 });
    expect(await refusalOf(keyed('free'))).toMatchObject({ status: 429, code: 'rate_limit' });
    expect(await refusalOf(keyed('free'))).toMatchObject({ status: 409, code: 'lock_timeout' });
    expect((await keyed('free')).status).toBe('succeeded');
  });

  it('has done the work when the line breaks before the answer', async () => {
    const before = await made();
    standIn.controls.troubleNext({ cutOff: true });
    // The SDK tries a closed connection once more by itself, with the same key.
    const intent = await keyed('cut');
    expect(intent.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await made()).toBe(before + 1);
  });

  it('keeps failed business under the key', async () => {
    const declined = () =>
      stripe.paymentIntents.create(
        { ...PAID, payment_method: 'pm_card_visa_chargeDeclined' },
        { idempotencyKey: 'no' },
      );
    expect(await refusalOf(declined())).toMatchObject({ status: 402 });
    const before = await made();
    expect(await refusalOf(declined())).toMatchObject({ status: 402 });
    expect(await made()).toBe(before);
  });
});

interface Step {
  readonly key: string;
  readonly amount: number;
  readonly trouble: Trouble;
}

interface Known {
  readonly amount: number;
  /** What the first of this key was told: an id, or how it failed. */
  readonly told: string;
}

const TROUBLES: readonly Trouble[] = [
  {},
  { status: 500, when: 'before' },
  { status: 500, when: 'after' },
  { status: 429 },
  { status: 409 },
];

const step = fc.record({
  key: fc.constantFrom('one', 'two', 'three'),
  amount: fc.constantFrom(100, 200),
  trouble: fc.constantFrom(...TROUBLES),
});

/** What Stripe promises, in a few lines: what it answers, and whether something is made. */
function expected(known: ReadonlyMap<string, Known>, { key, amount, trouble }: Step) {
  const before = known.get(key);
  if (before)
    return {
      told: before.amount === amount ? before.told : '400 idempotency_error',
      makes: false,
      saves: false,
    };
  if (trouble.status === 429 || trouble.status === 409)
    return { told: `${trouble.status} invalid_request_error`, makes: false, saves: false };
  if (trouble.status) return { told: '500 api_error', makes: trouble.when === 'after', saves: true };
  return { told: 'a new one', makes: true, saves: true };
}

describe('whatever is asked again and goes wrong between', () => {
  it('is made once per key, answered the same, and never under another key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const standIn = await startStripeStandIn();
        const stripe = clientOf(standIn);
        const known = new Map<string, Known>();
        let made = 0;
        for (const one of steps) {
          const { told, makes, saves } = expected(known, one);
          standIn.controls.troubleAll(one.trouble);
          const answer = await say(stripe, one);
          if (told === 'a new one')
            expect([...known.values()].map((each) => each.told)).not.toContain(answer);
          else expect(answer).toBe(told);
          if (saves) known.set(one.key, { amount: one.amount, told: answer });
          if (makes) made++;
        }
        standIn.controls.troubleAll({});
        expect((await stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(made);
        await standIn.stop();
      }),
      { numRuns: 25 },
    );
  });
});

async function say(stripe: Stripe, { key, amount }: Step): Promise<string> {
  let id = '';
  const refused = await refusalOf(
    stripe.paymentIntents
      .create({ amount, currency: 'cny' }, { idempotencyKey: key })
      .then((made) => (id = made.id)),
  );
  return typeof refused === 'string' ? id : `${refused.status} ${refused.type}`;
}
