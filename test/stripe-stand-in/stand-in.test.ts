import { readFileSync } from 'node:fs';
import path from 'node:path';
import Stripe from 'stripe';
import { API_TABLE } from './table/api-table';
import { readApiTable, writtenTable } from './table/read-api-table';
import { LISTS, SINGLE } from './played/operations';
import { refusalOf } from './refusal';
import { type StartedStandIn, startStripeStandIn } from './start';

let standIn: StartedStandIn;
let stripe: Stripe;

const clientOf = ({ host, port, apiKey }: StartedStandIn, key = apiKey) =>
  new Stripe(key, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });

beforeAll(async () => {
  standIn = await startStripeStandIn();
  stripe = clientOf(standIn);
});

afterAll(async () => {
  expect(standIn.controls.standIn.misfits).toEqual([]);
  await standIn.stop();
});

const PAID = { amount: 12_345, currency: 'cny', confirm: true, payment_method: 'pm_card_visa' };
describe('the table', () => {
  it('is what the SDK says today', () => {
    const file = path.join(__dirname, 'table/stripe-api.json');
    expect(readFileSync(file, 'utf8')).toBe(writtenTable(readApiTable()));
  });

  it('is of the version the SDK speaks', () => {
    expect(API_TABLE.apiVersion).toBe(Stripe.API_VERSION);
  });

  it('has what is played, and nothing else', () => {
    const played = [...Object.keys(SINGLE), ...Object.keys(LISTS)];
    expect(played.toSorted()).toEqual(Object.keys(API_TABLE.operations).toSorted());
  });

  it('refuses a parameter it does not know, at any depth', async () => {
    const unknown = { ...PAID, payment_method_types: ['card'] };
    expect(await refusalOf(stripe.paymentIntents.create(unknown))).toEqual({
      status: 400,
      type: 'invalid_request_error',
      code: 'parameter_unknown',
    });
    const nested = { ...PAID, payment_method_options: { card: { network: 'visa' } } } as const;
    expect(await refusalOf(stripe.paymentIntents.create(nested))).toMatchObject({
      code: 'parameter_unknown',
    });
  });
});

describe('payments', () => {
  it('charges a card, books the money and its cost, and shows all of it', async () => {
    const intent = await stripe.paymentIntents.create({
      ...PAID,
      metadata: { order: 'o-1', note: '洛川苹果 5 kg & co = 100% [a][0]' },
      expand: ['latest_charge.balance_transaction'],
    });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 12_345, livemode: false });
    expect(intent.lastResponse.headers['stripe-stand-in']).toBe('true');
    expect(intent.latest_charge).toMatchObject({
      captured: true,
      metadata: { order: 'o-1', note: '洛川苹果 5 kg & co = 100% [a][0]' },
      balance_transaction: { amount: 12_345, fee: 358, net: 11_987, currency: 'cny', exchange_rate: null },
    });
  });

  it('lets a customer pay by wallet, later, and once', async () => {
    const waiting = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'cny',
      confirm: true,
      allowed_payment_method_types: ['alipay'],
      payment_method_data: { type: 'alipay' },
      return_url: 'http://127.0.0.1/back',
    });
    expect(waiting).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'alipay_handle_redirect' },
    });
    standIn.controls.customerActs(waiting.id);
    standIn.controls.customerActs(waiting.id);
    expect(await stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 500,
    });
    expect((await stripe.charges.list({ payment_intent: waiting.id })).data).toHaveLength(1);
  });

  it('shows a QR code for WeChat Pay, and takes a refusal for an answer', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 700, currency: 'cny' });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method_types: ['card', 'alipay', 'wechat_pay'],
    });
    const chosen = { payment_method_data: { type: 'wechat_pay' } } as const;
    expect(await refusalOf(stripe.paymentIntents.confirm(intent.id, chosen))).toMatchObject({
      code: 'parameter_missing',
    });
    const told = { wechat_pay: { client: 'web' } } as const;
    const before = await stripe.paymentIntents.create({
      amount: 700,
      currency: 'cny',
      payment_method_options: told,
    });
    expect(await stripe.paymentIntents.confirm(before.id, chosen)).toMatchObject({
      status: 'requires_action',
    });
    const shown = await stripe.paymentIntents.confirm(intent.id, {
      ...chosen,
      payment_method_options: told,
    });
    expect(shown.next_action?.type).toBe('wechat_pay_display_qr_code');
    standIn.controls.customerActs(intent.id, false);
    const refused = await stripe.paymentIntents.retrieve(intent.id);
    expect(refused).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    expect(refused.last_payment_error?.code).toBe('payment_method_provider_decline');
  });

  it('declines a card with 402 and keeps the intent', async () => {
    const declined = { ...PAID, payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' };
    const error = await stripe.paymentIntents.create(declined).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      payment_intent: { status: 'requires_payment_method' },
    });
  });

  it('sets money aside and takes a part of it', async () => {
    const held = await stripe.paymentIntents.create({ ...PAID, capture_method: 'manual' });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 12_345, amount_received: 0 });
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 10_000 });
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 10_000 });
    expect(await refusalOf(stripe.paymentIntents.cancel(held.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('cancels what is not paid, and nothing more happens to it', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 900, currency: 'cny' });
    expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({ status: 'canceled' });
    const late = stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(await refusalOf(late)).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('settles in another currency, with the rate', async () => {
    standIn.controls.terms.settlement = { currency: 'hkd', ratePpm: 1_083_300 };
    const intent = await stripe.paymentIntents.create({
      ...PAID,
      expand: ['latest_charge.balance_transaction'],
    });
    standIn.controls.terms.settlement = null;
    expect(intent).toMatchObject({
      currency: 'cny',
      latest_charge: {
        amount: 12_345,
        balance_transaction: { amount: 13_373, currency: 'hkd', exchange_rate: 1.0833 },
      },
    });
  });

  it('lists page by page, the newest first', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index++)
      made.push((await stripe.paymentIntents.create({ amount: 1 + index, currency: 'cny' })).id);
    const seen: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 2 })) {
      seen.push(intent.id);
      if (seen.length === 5) break;
    }
    expect(seen).toEqual(made.toReversed());
  });
});

describe('refunds', () => {
  it('gives back in parts and never more than was paid', async () => {
    const intent = await stripe.paymentIntents.create(PAID);
    const refund = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 345,
      expand: ['balance_transaction'],
    });
    expect(refund).toMatchObject({
      status: 'succeeded',
      balance_transaction: { amount: -345, fee: 0, net: -345 },
    });
    expect(
      await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 12_001 })),
    ).toMatchObject({ status: 400 });
    await stripe.refunds.create({ payment_intent: intent.id });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  it('waits for the wallet where that is slow, and then says so', async () => {
    const { terms } = standIn.controls;
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'cny' });
    standIn.controls.customerChooses(id, 'wechat_pay');
    standIn.controls.customerActs(id);
    terms.walletRefundsAtOnce = false;
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 200 });
    terms.walletRefundsAtOnce = true;
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    standIn.controls.finishRefund(refund.id);
    standIn.controls.finishRefund(refund.id);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded', amount: 200 });
    const told = await stripe.events.list({ type: 'refund.updated', limit: 100 });
    expect(told.data.filter(({ data }) => 'id' in data.object && data.object.id === refund.id)).toHaveLength(
      1,
    );
  });

  it('can come back after it seemed done, with the money', async () => {
    const intent = await stripe.paymentIntents.create(PAID);
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    standIn.controls.finishRefund(refund.id, false);
    const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
    expect(failed).toMatchObject({ status: 'failed', failure_balance_transaction: { amount: 1_000 } });
    expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 12_345 });
  });
});

describe('the door', () => {
  it('takes only its own key, and only the version of the table', async () => {
    expect(await refusalOf(clientOf(standIn, 'sk_test_other').paymentIntents.list())).toMatchObject({
      status: 401,
    });
    const older = stripe.paymentIntents.list({}, { apiVersion: '2020-08-27' });
    expect(await refusalOf(older)).toMatchObject({ status: 400 });
  });

  it('does not open in production', async () => {
    await expect(startStripeStandIn({ environment: 'production' })).rejects.toThrow('production');
  });
});
