import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const stored = z.object({ TOKEN_KEY: z.string(), ENCRYPTION_KEYS: z.string(), LOOKUP_KEY: z.string() });

const freshKey = () => randomBytes(32).toString('base64');

/**
 * Keys for a product started by one person on his own machine: made once, kept beside the embedded database.
 * An operator's process never gets here: `serve` and `work` demand the keys from their environment.
 */
export function localSecrets(file: string): z.infer<typeof stored> {
  if (existsSync(file)) return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = { TOKEN_KEY: freshKey(), ENCRYPTION_KEYS: `k1:${freshKey()}`, LOOKUP_KEY: freshKey() };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
