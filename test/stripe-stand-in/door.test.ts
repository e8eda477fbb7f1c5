import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import Stripe from 'stripe';
import { type StartedStandIn, startStripeStandIn } from './start';

const LOCAL = path.join(__dirname, '../../libs/tooling/stripe-local.cjs');

let standIn: StartedStandIn;
let stripe: Stripe;

beforeAll(async () => {
  standIn = await startStripeStandIn();
  const { host, port, apiKey } = standIn;
  stripe = new Stripe(apiKey, { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
});

afterAll(() => standIn.stop());

/** A test that fails must not leave one running. */
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

const at = (place: string) => `http://${standIn.host}:${standIn.port}/stand-in${place}`;
const choose = (place: string, choice: string) =>
  fetch(at(place), { method: 'POST', body: new URLSearchParams({ choice }) }).then((page) => page.text());
const control = (name: string, said: unknown) =>
  fetch(at(`/controls/${name}`), { method: 'POST', body: JSON.stringify(said) });

describe('the pages of the stand-in', () => {
  it('say in two languages that no money moves, wherever one looks', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 100, currency: 'cny' });
    const account = await stripe.accounts.create({ capabilities: { transfers: { requested: true } } });
    for (const place of ['', `/pay/${id}`, `/onboard/${account.id}`]) {
      const page = await fetch(at(place));
      expect(page.headers.get('stripe-stand-in')).toBe('true');
      expect(await page.text()).toMatch(/本地替身，不收付真实款项.*local stand-in/s);
    }
  });

  it('let a person pay by wallet where the intent asks for it', async () => {
    const { id } = await stripe.paymentIntents.create({
      amount: 100,
      currency: 'cny',
      allowed_payment_method_types: ['alipay'],
    });
    const page = await (await fetch(at(`/pay/${id}`))).text();
    expect(page).toContain('支付宝');
    expect(page).not.toContain('微信支付');
    expect(await choose(`/pay/${id}`, 'alipay')).toContain('确认付款');
    expect(await choose(`/pay/${id}`, 'pays')).toContain('succeeded');
    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(100);
  });

  it('let a card be declined and another one pay', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 100, currency: 'cny' });
    expect(await choose(`/pay/${id}`, 'pm_card_visa_chargeDeclined')).toContain('requires_payment_method');
    expect(await choose(`/pay/${id}`, 'pm_card_visa')).toContain('succeeded');
  });

  it('let a cooperative finish its onboarding', async () => {
    const { id } = await stripe.accounts.create({ capabilities: { transfers: { requested: true } } });
    await choose(`/onboard/${id}`, 'complete');
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ payouts_enabled: true });
  });
});

describe('the controls by HTTP', () => {
  it('do what they are told, and refuse what they do not understand', async () => {
    const { latest_charge: charge } = await stripe.paymentIntents.create({
      amount: 100,
      currency: 'cny',
      confirm: true,
      payment_method: 'pm_card_visa',
    });
    const { result } = (await (await control('dispute', { charge })).json()) as { result: string };
    expect(await stripe.disputes.retrieve(result)).toMatchObject({ status: 'needs_response' });
    await control('decideDispute', { dispute: result, won: false });
    expect(await stripe.disputes.retrieve(result)).toMatchObject({ status: 'lost' });
    await control('troubleNext', [{ status: 503 }]);
    await expect(stripe.balance.retrieve()).rejects.toMatchObject({ statusCode: 503 });
    expect((await control('dispute', { charge: 'ch_none' })).status).toBe(404);
    expect((await control('travel', { copies: 0 })).status).toBe(400);
    expect((await control('burn', {})).status).toBe(404);
  });
});

describe('npm run stripe:local', () => {
  const run = (environment: NodeJS.ProcessEnv) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, [LOCAL, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

  it('plays until it is stopped, and says which settings lead to it', async () => {
    const child = run({ NODE_ENV: 'test' });
    const settings = new Map<string, string>();
    for await (const line of createInterface(child.stdout)) {
      const [, name, value] = /^ {2}(STRIPE_\w+)=(.+)$/.exec(line) ?? [];
      if (name && value) settings.set(name, value);
      if (name === 'STRIPE_WEBHOOK_SECRETS') break;
    }
    const { hostname: host, port } = new URL(settings.get('STRIPE_API_URL') ?? '');
    const client = new Stripe(settings.get('STRIPE_SECRET_KEY') ?? '', {
      host,
      port,
      protocol: 'http',
      telemetry: false,
    });
    expect(await client.balance.retrieve()).toMatchObject({ livemode: false, available: [] });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it('refuses to start in production', async () => {
    const child = run({ NODE_ENV: 'production' });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString('utf8')));
    expect(await ended(child)).toBe(1);
    expect(said).toContain('does not run in production');
  });
});
