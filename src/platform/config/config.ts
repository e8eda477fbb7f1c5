import { z } from 'zod';

/** 32 random bytes in base64. */
const key = z
  .string()
  .refine(
    (text) => Buffer.from(text, 'base64').length === 32,
    '32 bytes in base64 (openssl rand -base64 32)',
  );

const environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'postgresql://user:password@host:port/database'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  FILES_DIRECTORY: z.string().default('.data/files'),
  TOKEN_KEY: key,
  ENCRYPTION_KEYS: z
    .string()
    .regex(
      /^[a-z0-9]+:[A-Za-z0-9+/=]+(,[a-z0-9]+:[A-Za-z0-9+/=]+)*$/,
      'id:base64[,id:base64…], the first encrypts',
    ),
  LOOKUP_KEY: key,
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  ALLOW_DEMO_ACCOUNTS: z.enum(['yes', 'no']).default('no'),
});

export type Mode = 'dev' | 'serve' | 'work' | 'tool';

/** All settings of one process, parsed and validated once. */
export class AppConfig {
  private constructor(
    readonly mode: Mode,
    private readonly values: z.infer<typeof environment>,
  ) {}

  /** Throws an Error that lists every wrong setting by name, never by value. */
  static read(mode: Mode, source: Record<string, string | undefined>): AppConfig {
    const parsed = environment.safeParse(source);
    if (parsed.success) return new AppConfig(mode, parsed.data);
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
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
  get poolSize() {
    return this.values.DATABASE_POOL_SIZE;
  }
  get host() {
    return this.values.HOST;
  }
  get port() {
    return this.values.PORT;
  }
  get filesDirectory() {
    return this.values.FILES_DIRECTORY;
  }
  get tokenKey(): Buffer {
    return Buffer.from(this.values.TOKEN_KEY, 'base64');
  }
  get lookupKey(): Buffer {
    return Buffer.from(this.values.LOOKUP_KEY, 'base64');
  }
  get workerConcurrency() {
    return this.values.WORKER_CONCURRENCY;
  }
  get demoAccountsAllowed() {
    return this.values.ALLOW_DEMO_ACCOUNTS === 'yes';
  }
  /** Explorer and introspection: only where `npm start` runs it for one person. */
  get explorer() {
    return this.mode === 'dev';
  }
  /** Keys by id; the first one encrypts, all of them decrypt. */
  get encryptionKeys(): ReadonlyMap<string, Buffer> {
    const pairs = this.values.ENCRYPTION_KEYS.split(',').map((pair) => {
      const colon = pair.indexOf(':');
      return [pair.slice(0, colon), Buffer.from(pair.slice(colon + 1), 'base64')] as const;
    });
    const wrong = pairs.find(([, bytes]) => bytes.length !== 32);
    if (wrong) throw new Error(`ENCRYPTION_KEYS: key ${wrong[0]} is not 32 bytes`);
    return new Map(pairs);
  }
}
