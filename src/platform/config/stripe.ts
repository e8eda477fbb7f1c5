import { z } from 'zod';

/** Where Stripe answers; any other address is a stand-in. */
const STRIPE_ADDRESS = 'https://api.stripe.com';
/** What the stand-in's own keys have in them. */
const STAND_IN = /standin/i;
const TEST_KEY = /^[a-z]{2}_test_/;

const methods = z
  .string()
  .default('card,alipay,wechat_pay')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.enum(['card', 'alipay', 'wechat_pay'])).min(1));

/** Of the endpoint and of the one for suppliers' accounts; each twice while one takes over from the other. */
const webhookSecrets = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.length <= 4 && parts.every((part) => /^whsec_\w+$/.test(part)),
    'whsec_…, several with commas: of each endpoint, and while one takes over from the other',
  );

export const stripeSettings = {
  NODE_ENV: z.string().optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'sk_live_…, rk_live_…, or _test_ in test mode')
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'pk_live_… or pk_test_…')
    .optional(),
  STRIPE_WEBHOOK_SECRETS: webhookSecrets.optional(),
  STRIPE_METHODS: methods,
  STRIPE_API_URL: z.url({ protocol: /^https?$/ }).default(STRIPE_ADDRESS),
  STRIPE_TIMEOUT_MS: z.coerce.number().int().min(100).max(80_000).default(10_000),
  ERRAND_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  STRIPE_CONNECT_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'HK, SG, …: where suppliers’ accounts are opened')
    .optional(),
  STRIPE_CONNECT_RETURN_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOW_TEST_PAYMENTS: z.enum(['yes', 'no']).default('no'),
};

type Values = z.infer<z.ZodObject<typeof stripeSettings>>;

/** Suppliers can be paid by accounts of their own at Stripe. */
export interface ConnectSettings {
  /** Where the accounts are opened. */
  readonly country: string;
  /** Where Stripe's own pages lead back to; that somebody came back proves nothing. */
  readonly returnUrl: string;
}

/** How Stripe is reached and believed; never printed. */
export interface StripeSettings {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecrets: readonly string[];
  readonly methods: readonly ('card' | 'alipay' | 'wechat_pay')[];
  readonly address: URL;
  readonly timeoutMilliseconds: number;
  /** The key's mode: events of the other one are not ours. */
  readonly live: boolean;
  /** It only plays Stripe; people are told so. */
  readonly standIn: boolean;
  /** Null: suppliers are paid by bank only. */
  readonly connect: ConnectSettings | null;
}

/** Null: transfers are the only way to pay. */
export function stripeOf(values: Values): StripeSettings | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = values;
  const { STRIPE_WEBHOOK_SECRETS: secrets } = values;
  if (secretKey === undefined || publishableKey === undefined || secrets === undefined) return null;
  return {
    secretKey,
    publishableKey,
    webhookSecrets: secrets,
    methods: values.STRIPE_METHODS,
    address: new URL(values.STRIPE_API_URL),
    timeoutMilliseconds: values.STRIPE_TIMEOUT_MS,
    live: !TEST_KEY.test(secretKey),
    standIn: isStandIn(values),
    connect: connectOf(values),
  };
}

function connectOf(values: Values): ConnectSettings | null {
  const { STRIPE_CONNECT_COUNTRY: country, STRIPE_CONNECT_RETURN_URL: returnUrl } = values;
  return country === undefined || returnUrl === undefined ? null : { country, returnUrl };
}

/**
 * What is wrong with the settings as a whole: [setting, sentence]. Half a switch is none, one mode's keys do not fit the
 * other's, and real orders are not paid with play money: with NODE_ENV=production never by the stand-in.
 */
export function stripeFaults(inService: boolean, values: Values): [string, string][] {
  const given = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRETS'] as const;
  const missing = given.filter((name) => values[name] === undefined);
  const connect = ['STRIPE_CONNECT_COUNTRY', 'STRIPE_CONNECT_RETURN_URL'] as const;
  const half = connect.filter((name) => values[name] === undefined);
  const halves = (half.length === 1 ? half : []).map((name): [string, string] => [
    name,
    '两项须同时设置 / both are set together',
  ]);
  if (missing.length === given.length) return halves;
  const faults = halves.concat(
    missing.map((name): [string, string] => [name, '三项须同时设置 / the three are set together']),
  );
  const test = given.slice(0, 2).map((name) => TEST_KEY.test(String(values[name])));
  if (missing.length === 0 && test[0] !== test[1])
    faults.push(['STRIPE_PUBLISHABLE_KEY', '与密钥模式不一致 / of the other mode than the secret key']);
  const allowed = values.ALLOW_TEST_PAYMENTS === 'yes' || !inService;
  if (isStandIn(values) && (values.NODE_ENV === 'production' || !allowed))
    faults.push(['STRIPE_API_URL', '生产环境不得使用模拟支付 / production never runs on the stand-in']);
  else if (test[0] && !allowed)
    faults.push([
      'STRIPE_SECRET_KEY',
      '测试密钥须设 ALLOW_TEST_PAYMENTS=yes / a test key needs ALLOW_TEST_PAYMENTS=yes',
    ]);
  return faults;
}

function isStandIn(values: Values): boolean {
  const { STRIPE_API_URL: address, STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = values;
  return (
    new URL(address).origin !== STRIPE_ADDRESS ||
    [secret, publishable, ...(values.STRIPE_WEBHOOK_SECRETS ?? [])].some((text) => STAND_IN.test(text ?? ''))
  );
}
