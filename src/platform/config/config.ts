import { isIP } from 'node:net';
import { z } from 'zod';
import { observing, observingSettings, type Observing } from './observing';
import { stripeFaults, stripeOf, stripeSettings, type StripeSettings } from './stripe';

const KEY_BYTES = 32;

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const whole = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return isIP(address) !== 0 && whole && more.length === 0;
}

const keyForm = '32 bytes in base64 (openssl rand -base64 32)';

/** Random bytes in base64. */
const key = z.string().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES, keyForm);

/** `base64[,base64…]`: the first signs, all of them verify. */
const signingKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine((keys) => keys.every((bytes) => bytes.length === KEY_BYTES), `${keyForm}; several with commas`);

/** `id:base64[,id:base64…]` → keys by id in their order. */
const keyRing = z
  .string()
  .regex(
    /^[a-z0-9]+:[A-Za-z0-9+/=]+(,[a-z0-9]+:[A-Za-z0-9+/=]+)*$/,
    'id:base64[,id:base64…], the first encrypts',
  )
  .transform((text) => text.split(',').map((pair) => pair.split(':') as [string, string]))
  .transform((pairs) => new Map(pairs.map(([id, bytes]) => [id, Buffer.from(bytes, 'base64')])))
  .refine((keys) => [...keys.values()].every((bytes) => bytes.length === KEY_BYTES), `every key: ${keyForm}`);

/** Addresses or networks (`10.0.0.0/8`) between the web process and its callers, separated by commas. */
const proxies = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, separated by commas');

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'postgresql://user:password@host:port/database');

const environment = z.object({
  DATABASE_READ_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'as DATABASE_URL')
    .optional(),
  DATABASE_READ_MOST_BEHIND_MS: z.coerce.number().int().min(0).max(600_000).default(3000),
  DATABASE_URL: databaseUrl,
  // Beside a pooler in transaction mode the job queue needs a connection that stays: it waits for notifications.
  WORKER_DATABASE_URL: databaseUrl.optional(),
  DATABASE_POOLER: z.enum(['none', 'transaction']).default('none'),
  PREPARED_STATEMENTS: z.enum(['yes', 'no']).default('yes'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  HOST: z.string().default('127.0.0.1'),
  TRUSTED_PROXIES: proxies,
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  FILES_DIRECTORY: z.string().default('.data/files'),
  FILE_INSPECTION_SECONDS: z.coerce.number().min(0.1).max(50).default(10),
  TOKEN_KEY: signingKeys,
  ENCRYPTION_KEYS: keyRing,
  LOOKUP_KEY: key,
  DRAIN_GRACE_SECONDS: z.coerce.number().min(0).max(5).default(1),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  COMPILE_QUERIES_AFTER: z.coerce.number().int().min(0).max(1000).default(3),
  ALLOW_DEMO_ACCOUNTS: z.enum(['yes', 'no']).default('no'),
  ...observingSettings,
  ...stripeSettings,
  EMBEDDED_DATABASE: z.enum(['1', '0']).default('0'), // set by `npm start` for the database it has started itself
});

export type Mode = 'dev' | 'serve' | 'work' | 'tool';

/** Run by an operator, not by somebody at a terminal. */
const isInService = (mode: Mode) => mode === 'serve' || mode === 'work';

/** All settings of one process, parsed and validated once. */
export class AppConfig {
  private constructor(
    readonly mode: Mode,
    private readonly values: z.infer<typeof environment>,
    /** Commits need not reach the disk one by one: true only while a database is filled that is worthless half full. */
    readonly commitsMayBeLost = false,
  ) {}

  /** Throws an Error that lists every wrong setting by name, never by value. */
  static read(mode: Mode, source: Record<string, string | undefined>): AppConfig {
    const parsed = environment.safeParse(source);
    const faults = parsed.success
      ? stripeFaults(isInService(mode), parsed.data)
      : parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]);
    if (parsed.success && faults.length === 0) return new AppConfig(mode, parsed.data);
    const lines = faults.map(([setting, sentence]) => `  ${setting}: ${sentence}`);
    throw new Error(`配置有误 / invalid configuration:\n${lines.join('\n')}`);
  }

  /** For what only reads the code: the schema's text needs no database and no secrets. */
  static reachingNothing(): AppConfig {
    const key = Buffer.alloc(32).toString('base64');
    return AppConfig.read('tool', {
      DATABASE_URL: 'postgres://nobody@nowhere.invalid/nothing',
      TOKEN_KEY: key,
      LOOKUP_KEY: key,
      ENCRYPTION_KEYS: `none:${key}`,
    });
  }

  get databaseUrl() {
    return this.values.DATABASE_URL;
  }
  /** Where heavy queries may be answered, and how far behind it may be. */
  get readReplica() {
    const { DATABASE_READ_URL: readUrl, DATABASE_READ_MOST_BEHIND_MS: readMostBehindMilliseconds } =
      this.values;
    return { readUrl: readUrl ?? null, readMostBehindMilliseconds };
  }
  /** Leads straight to the server, past any pooler. */
  get directDatabaseUrl() {
    return this.values.WORKER_DATABASE_URL ?? this.values.DATABASE_URL;
  }
  get databaseIsPooled() {
    return this.values.DATABASE_POOLER === 'transaction';
  }
  get preparesStatements() {
    return this.values.PREPARED_STATEMENTS === 'yes';
  }
  get poolSize() {
    return this.values.DATABASE_POOL_SIZE;
  }
  /** What one person starts on his own machine is never reached from others. */
  get host() {
    return this.mode === 'dev' ? '127.0.0.1' : this.values.HOST;
  }
  get port() {
    return this.values.PORT;
  }
  /** Only what these say about the caller's address is believed. */
  get trustedProxies(): readonly string[] {
    return this.values.TRUSTED_PROXIES;
  }
  get filesDirectory() {
    return this.values.FILES_DIRECTORY;
  }
  /** A file that takes longer to look into is refused. */
  get fileInspectionMilliseconds() {
    return this.values.FILE_INSPECTION_SECONDS * 1000;
  }
  /** Signs what is issued now. */
  get tokenKey(): Buffer {
    return this.values.TOKEN_KEY[0] as Buffer;
  }
  /** Verify what was issued: the present one and those it took over from. */
  get tokenKeys(): readonly Buffer[] {
    return this.values.TOKEN_KEY;
  }
  get lookupKey(): Buffer {
    return Buffer.from(this.values.LOOKUP_KEY, 'base64');
  }
  /** How long a process asked to stop still answers, so that whoever sends it callers hears of it. */
  get drainGraceMs() {
    return this.mode === 'serve' ? this.values.DRAIN_GRACE_SECONDS * 1000 : 0;
  }
  get workerConcurrency() {
    return this.values.WORKER_CONCURRENCY;
  }
  /** Calls to services outside that are under way at once. */
  get errandConcurrency() {
    return this.values.ERRAND_CONCURRENCY;
  }
  /** Null where Stripe is switched off. */
  get stripe(): StripeSettings | null {
    return stripeOf(this.values);
  }
  /** A query is compiled at this use; 0: never, graphql-js answers all. */
  get compileQueriesAfter() {
    return this.values.COMPILE_QUERIES_AFTER;
  }
  get demoAccountsAllowed() {
    return this.values.ALLOW_DEMO_ACCOUNTS === 'yes';
  }
  get observing(): Observing {
    return observing(isInService(this.mode), this.values);
  }
  get embeddedDatabase() {
    return this.values.EMBEDDED_DATABASE === '1';
  }
  /** The same settings for filling a database anew. */
  forFilling(): AppConfig {
    return new AppConfig(this.mode, this.values, true);
  }
  /** Explorer and introspection: only where `npm start` runs it for one person. */
  get explorer() {
    return this.mode === 'dev';
  }
  /** Keys by id; the first one encrypts, all of them decrypt. */
  get encryptionKeys(): ReadonlyMap<string, Buffer> {
    return this.values.ENCRYPTION_KEYS;
  }
}
