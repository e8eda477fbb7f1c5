import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config';

/** Keeps bytes under their sha256. On disk here; an S3-compatible store is the second one to come. */
export abstract class FileStore {
  /** Returns the sha256 in hex. Storing the same bytes twice keeps one copy. */
  abstract put(bytes: Buffer): Promise<string>;
  abstract get(sha256: string): Promise<Buffer>;
}

export const sha256Of = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

@Injectable()
export class DiskFileStore extends FileStore {
  constructor(private readonly config: AppConfig) {
    super();
  }

  async put(bytes: Buffer): Promise<string> {
    const sha256 = sha256Of(bytes);
    const target = this.place(sha256);
    const known = await stat(target).catch(() => null);
    if (known?.size === bytes.length) return sha256;
    await mkdir(dirname(target), { recursive: true });
    const partial = `${target}.${randomUUID()}`; // renamed when whole, so that a crash leaves no half file under its hash
    await writeFile(partial, bytes, { mode: 0o600 });
    await rename(partial, target);
    return sha256;
  }

  get(sha256: string): Promise<Buffer> {
    return readFile(this.place(sha256));
  }

  private place(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return join(this.config.filesDirectory, sha256.slice(0, 2), sha256);
  }
}
