import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts phones and account numbers before they reach the database (AES-256-GCM, `keyId:base64`),
 * and hashes them with a key for look-ups. A new first key in the configuration encrypts from then on; old ones still read.
 */
@Injectable()
export class FieldCipher {
  constructor(private readonly config: AppConfig) {}

  encrypt(text: string): string {
    const [id, key] = [...this.config.encryptionKeys][0] ?? [];
    if (id === undefined || key === undefined) throw new Error('no encryption key');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${id}:${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  decrypt(stored: string): string {
    const colon = stored.indexOf(':');
    const key = this.config.encryptionKeys.get(stored.slice(0, colon));
    if (!key) throw new Error(`unknown encryption key ${stored.slice(0, colon)}`);
    const bytes = Buffer.from(stored.slice(colon + 1), 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  }

  /** Whether it was written with the first key. */
  isCurrent(stored: string): boolean {
    const [id] = this.config.encryptionKeys.keys();
    return id !== undefined && stored.startsWith(`${id}:`);
  }

  /** Equal texts give equal hashes, for unique constraints and look-ups; hex, 64 characters. */
  lookupHash(text: string): string {
    return createHmac('sha256', this.config.lookupKey)
      .update(text.normalize('NFKC').replace(/\s+/g, ''))
      .digest('hex');
  }
}

const SHOWN = 4;

/** What is shown by default: the last four characters, and nothing of what is too short to hide the rest. */
export function masked(text: string): string {
  const shown = text.length < 2 * SHOWN ? 0 : SHOWN;
  return `${'*'.repeat(text.length - shown)}${text.slice(text.length - shown)}`;
}
