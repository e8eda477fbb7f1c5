import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { AppConfig } from '../config/config';
import { storageFull } from '../graphql/errors';
import { log } from '../logging/log';

/** Keeps bytes under their sha256. On disk here; an S3-compatible store is the second one to come. */
export abstract class FileStore {
  /** Under their sha256 in hex; throws STORAGE_FULL and keeps nothing where there is no room. Storing the same bytes twice keeps one copy, as young as the later. */
  abstract put(sha256: string, bytes: Buffer): Promise<void>;
  abstract get(sha256: string): Promise<Buffer>;
  abstract remove(sha256: string): Promise<void>;
  /** Hashes of one of 256 shelves last put before the instant; what a crash left half written there is thrown away. */
  abstract olderThan(shelf: number, before: Date): Promise<string[]>;
}

export const SHELVES = 256;
const WHOLE = /^[0-9a-f]{64}$/;

@Injectable()
export class DiskFileStore extends FileStore {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
  }

  async put(sha256: string, bytes: Buffer): Promise<void> {
    const target = this.place(sha256);
    const known = await stat(target).catch(() => null);
    if (known?.size === bytes.length && (await this.touch(target))) return;
    const partial = `${target}.${randomUUID()}`; // renamed when whole, so that a crash leaves no half file under its hash
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(partial, bytes, { mode: 0o600 });
      await this.touch(partial);
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
      log.error('no room for files');
      throw storageFull();
    }
  }

  get(sha256: string): Promise<Buffer> {
    return readFile(this.place(sha256));
  }

  remove(sha256: string): Promise<void> {
    return rm(this.place(sha256), { force: true });
  }

  async olderThan(shelf: number, before: Date): Promise<string[]> {
    const folder = join(this.config.filesDirectory, shelf.toString(16).padStart(2, '0'));
    const old: string[] = [];
    for (const name of await readdir(folder).catch(() => [])) {
      const facts = await stat(join(folder, name)).catch(() => null);
      if (!facts || facts.mtime >= before) continue;
      if (WHOLE.test(name)) old.push(name);
      else await rm(join(folder, name), { force: true });
    }
    return old;
  }

  /** False: somebody removed it meanwhile. */
  private touch(path: string): Promise<boolean> {
    const now = this.clock.now();
    return utimes(path, now, now).then(
      () => true,
      () => false,
    );
  }

  private place(sha256: string): string {
    if (!WHOLE.test(sha256)) throw new Error('not a sha256');
    return join(this.config.filesDirectory, sha256.slice(0, 2), sha256);
  }
}
