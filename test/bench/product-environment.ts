import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const key = (name: string) => createHash('sha256').update(`bench ${name}`).digest('base64');

const filesDirectory = mkdtempSync(path.join(tmpdir(), 'xieshou-bench-'));
process.on('exit', () => rmSync(filesDirectory, { recursive: true, force: true }));

/** The settings of an operator's process; keys are fixed, for the seeded data are kept between runs. */
export function productEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    TOKEN_KEY: key('tokens'),
    LOOKUP_KEY: key('lookups'),
    ENCRYPTION_KEYS: `k1:${key('fields')}`,
    FILES_DIRECTORY: filesDirectory,
    HOST: '127.0.0.1',
    PORT: '0',
  };
}
