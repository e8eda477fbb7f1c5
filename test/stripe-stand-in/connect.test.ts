import Stripe from 'stripe';
import { nameOf } from './played/books';
import { refusalOf } from './refusal';
import { type StartedStandIn, startStripeStandIn } from './start';

let standIn: StartedStandIn;
let stripe: Stripe;

beforeEach(async () => {
  standIn = await startStripeStandIn();
  const { host, port, apiKey } = standIn;
  stripe = new Stripe(apiKey, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
});

afterEach(async () => {
  expect(standIn.controls.standIn.misfits).toEqual([]);
  await standIn.stop();
});

/** 10,000 fen charged; 9,710 of them stay after what it costs. */
async function paid(transfer_group = 'order-1') {
  const intent = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'cny',
    confirm: true,
    payment_method: 'pm_card_visa',
    transfer_group,
  });
  return nameOf(intent.latest_charge);
}

async function cooperative() {
  const account = await stripe.accounts.create({
    type: 'express',
    country: 'HK',
    capabilities: { transfers: { requested: true } },
    metadata: { supplier: 's-1' },
  });
  standIn.controls.onboard(account.id, 'complete');
  return account.id;
}

const balance = async (stripeAccount?: string) => {
  const { available } = await stripe.balance.retrieve({}, stripeAccount ? { stripeAccount } : {});
  return available.map(({ amount, currency }) => `${amount} ${currency}`);
};

describe('cooperatives', () => {
  it('take money only once they have told who they are', async () => {
    await paid();
    const account = await stripe.accounts.create({ capabilities: { transfers: { requested: true } } });
    expect(account).toMatchObject({
      details_submitted: false,
      payouts_enabled: false,
      capabilities: { transfers: 'inactive' },
    });
    expect(account.requirements?.currently_due).not.toEqual([]);
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'http://127.0.0.1/',
      refresh_url: 'http://127.0.0.1/',
    });
    expect(link.url).toContain(`/stand-in/onboard/${account.id}`);
    const early = stripe.transfers.create({ amount: 1, currency: 'cny', destination: account.id });
    expect(await refusalOf(early)).toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
    standIn.controls.onboard(account.id, 'complete');
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      payouts_enabled: true,
      requirements: { currently_due: [] },
    });
    const { data } = await stripe.events.list({ limit: 1 }, { stripeAccount: account.id });
    expect(data[0]).toMatchObject({ type: 'account.updated', account: account.id });
    standIn.controls.onboard(account.id, 'rejected');
    expect(
      await refusalOf(stripe.transfers.create({ amount: 1, currency: 'cny', destination: account.id })),
    ).toMatchObject({ status: 400 });
  });

  it('are paid out of what was captured, never more', async () => {
    const charge = await paid();
    const destination = await cooperative();
    const transfer = await stripe.transfers.create({
      amount: 9_000,
      currency: 'cny',
      destination,
      source_transaction: charge,
    });
    expect(transfer).toMatchObject({
      transfer_group: 'order-1',
      source_transaction: charge,
      amount_reversed: 0,
    });
    expect(await balance()).toEqual(['710 cny']);
    expect(await balance(destination)).toEqual(['9000 cny']);
    expect(
      await refusalOf(
        stripe.transfers.create({ amount: 1_001, currency: 'cny', destination, source_transaction: charge }),
      ),
    ).toMatchObject({ status: 400 });
    expect(
      await refusalOf(stripe.transfers.create({ amount: 711, currency: 'cny', destination })),
    ).toMatchObject({ code: 'balance_insufficient' });
  });

  it('give back in parts, as long as they have it', async () => {
    const charge = await paid();
    const destination = await cooperative();
    const { id } = await stripe.transfers.create({
      amount: 9_000,
      currency: 'cny',
      destination,
      source_transaction: charge,
    });
    const reversal = await stripe.transfers.createReversal(id, {
      amount: 4_000,
      expand: ['balance_transaction'],
    });
    expect(reversal).toMatchObject({
      amount: 4_000,
      transfer: id,
      balance_transaction: { type: 'transfer_refund', net: 4_000 },
    });
    await stripe.payouts.create({ amount: 3_000, currency: 'cny' }, { stripeAccount: destination });
    expect(await refusalOf(stripe.transfers.createReversal(id))).toMatchObject({
      code: 'balance_insufficient',
    });
    await stripe.transfers.createReversal(id, { amount: 2_000 });
    expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 6_000, reversed: false });
    expect((await stripe.transfers.listReversals(id)).data.map(({ amount }) => amount)).toEqual([
      2_000, 4_000,
    ]);
    expect(await balance(destination)).toEqual(['0 cny']);
  });

  it('are paid out to their bank, which may send it back', async () => {
    await paid();
    const destination = await cooperative();
    await stripe.transfers.create({ amount: 500, currency: 'cny', destination });
    const of = { stripeAccount: destination };
    const payout = await stripe.payouts.create({ amount: 500, currency: 'cny' }, of);
    expect(payout).toMatchObject({ status: 'pending', automatic: false });
    standIn.controls.finishPayout(payout.id, true, destination);
    expect(await stripe.payouts.retrieve(payout.id, {}, of)).toMatchObject({ status: 'paid' });
    standIn.controls.finishPayout(payout.id, false, destination);
    expect(await stripe.payouts.retrieve(payout.id, {}, of)).toMatchObject({
      status: 'failed',
      failure_code: 'account_closed',
    });
    expect(await balance(destination)).toEqual(['500 cny']);
    expect(await refusalOf(stripe.payouts.retrieve(payout.id))).toMatchObject({ status: 404 });
  });

  it('have books of their own, and nobody has those of a stranger', async () => {
    expect(
      await refusalOf(stripe.balance.retrieve({}, { stripeAccount: 'acct_standinother' })),
    ).toMatchObject({ status: 403 });
  });
});

describe('the daily payout', () => {
  it('says of which movements it is made, and leaves nothing', async () => {
    await paid();
    await paid('order-2');
    const id = standIn.controls.payOutAll('cny');
    expect(await balance()).toEqual(['0 cny']);
    const within = await stripe.balanceTransactions.list({ payout: id });
    expect(within.data.map(({ type }) => type)).toEqual(['payout', 'charge', 'charge']);
    expect(within.data.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    expect(await stripe.payouts.retrieve(id)).toMatchObject({ amount: 19_420, automatic: true });
  });
});

describe('disputes', () => {
  it('take the money and a fee, and give back the money alone when won', async () => {
    const charge = await paid();
    const id = standIn.controls.dispute(charge, 4_000);
    expect(await balance()).toEqual(['4210 cny']);
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      amount: 4_000,
      charge,
      status: 'needs_response',
      livemode: false,
    });
    expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({ code: 'charge_disputed' });
    standIn.controls.decideDispute(id, true);
    expect(await balance()).toEqual(['8210 cny']);
    expect(await stripe.refunds.create({ charge, amount: 10 })).toMatchObject({ status: 'succeeded' });
    expect((await stripe.disputes.list({ charge })).data.map(({ status }) => status)).toEqual(['won']);
    const told = (
      await stripe.events.list({ types: ['charge.dispute.closed', 'charge.dispute.funds_reinstated'] })
    ).data;
    expect(told.map(({ type }) => type)).toEqual([
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
  });

  it('are lost when given up, and decided once', async () => {
    const id = standIn.controls.dispute(await paid());
    expect(await stripe.disputes.close(id)).toMatchObject({ status: 'lost' });
    expect(await refusalOf(stripe.disputes.close(id))).toMatchObject({ status: 400 });
    expect(() => standIn.controls.decideDispute(id, true)).toThrow('already lost');
    expect(await balance()).toEqual(['-1790 cny']);
  });
});
