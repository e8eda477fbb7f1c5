import { readFileSync } from 'node:fs';
import { AppConfig, type Mode } from './config';
import { localSecrets } from './local-secrets';

/** The one place that reads the process environment; what the command line says goes before it. */
export function configFromEnvironment(mode: Mode, said: Record<string, string> = {}): AppConfig {
  // The embedded database belongs to this machine, and so do its keys; an operator's processes name theirs.
  const local = mode === 'dev' || process.env['EMBEDDED_DATABASE'] === '1';
  const secrets = local ? localSecrets(process.env['SECRETS_FILE'] ?? '.data/secrets.json') : {};
  return AppConfig.read(mode, {
    ...secrets,
    ...fromFiles(process.env),
    ...withoutEmpty(process.env),
    ...said,
  });
}

function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
}

const SECRETS = [
  'DATABASE_URL',
  'WORKER_DATABASE_URL',
  'DATABASE_READ_URL',
  'TOKEN_KEY',
  'ENCRYPTION_KEYS',
  'LOOKUP_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRETS',
] as const;

/** `TOKEN_KEY_FILE=/run/secrets/token_key`: orchestrators hand secrets over as files, which no list of processes shows. */
export function fromFiles(source: NodeJS.ProcessEnv): Record<string, string> {
  const named = SECRETS.flatMap((name) => {
    const file = source[`${name}_FILE`];
    return file ? [[name, file] as const] : [];
  });
  return Object.fromEntries(named.map(([name, file]) => [name, contentsOf(name, file)]));
}

function contentsOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`配置有误 / invalid configuration:\n  ${name}_FILE: 无法读取 / cannot be read`);
  }
}
