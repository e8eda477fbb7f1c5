import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { Database } from '../database/database';
import { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import type { RequestScope } from '../graphql/request-scope';
import { fileNameOf } from './file-name';
import { FileStore } from './file-store';
import { fileRefusals } from './files.refusals';
import { InspectionThreads } from './inspection-threads';
import type { Removed } from './kinds/cleaned';
import { UploadLimits } from './upload-limits';
import { UploadTries } from './upload-tries';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Uploaded extends StoredFile {
  /** The name as given held a personal number, which was not kept. */
  readonly nameChanged: boolean;
  /** What the file told beside its contents, and no longer does; size and sha256 are of what is kept. */
  readonly removed: readonly Removed[];
}

const COLUMNS = `id, name, media_type AS "mediaType", size, sha256`;

/**
 * Files and who may read them. An upload waits for its record and is its uploader's alone; attached, it is read by his
 * organization and by those the record is shared with, or by everybody where the record publishes it. The same bytes under
 * another id open nothing.
 */
@Injectable()
export class Files {
  constructor(
    private readonly store: FileStore,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly limits: UploadLimits,
    private readonly tries: UploadTries,
    private readonly threads: InspectionThreads,
  ) {}

  /** Keeps what `inspect` leaves of an upload; refuses names with paths, what is not accepted, and too many at once. */
  async upload(
    actor: Actor,
    given: { name: string; declared: string | null },
    bytes: Buffer,
    caller: Pick<RequestScope, 'gone'>,
  ): Promise<Uploaded> {
    const named = fileNameOf(given.name) ?? refuse(fileRefusals.FILE_NAME_NOT_ACCEPTED(['name']));
    await this.tries.require(actor);
    const inspected = await this.threads.inspect(
      { bytes, ending: named.ending, declared: given.declared },
      { caller: actor.organizationId, gone: () => caller.gone },
    );
    const { mediaType, sha256, bytes: kept, removed } = inspected;
    const file = { name: named.name, mediaType, size: kept.length, sha256 };
    const stored = await this.transactions.run(async (tx) => {
      await this.limits.require(tx, actor, kept.length);
      await this.put(tx, file.sha256, kept);
      return this.describe(tx, actor, file);
    });
    return { ...stored, removed, nameChanged: named.name !== given.name.normalize('NFC') };
  }

  /** Attaches the actor's own uploads to a record: its readers may read them from now on. Refuses others' and unknown files. */
  async attach(
    tx: Tx,
    actor: Actor,
    ids: readonly string[],
    readers: readonly string[],
    path: readonly (string | number)[],
  ): Promise<void> {
    if (ids.length === 0) return;
    // Written, not only read: a purge that runs at this moment waits, and then leaves it alone.
    const own = await tx.query(
      `UPDATE files SET attached_at = coalesce(attached_at, $3)
        WHERE id = ANY($1) AND organization_id = $2 AND (attached_at IS NOT NULL OR member_id = $4) RETURNING id`,
      [ids, actor.organizationId, tx.at, actor.memberId],
    );
    if (own.length !== new Set(ids).size) refuse(fileRefusals.FILE_NOT_YOURS(path));
    await this.share(tx, ids, readers);
  }

  /** Of a published record, or no longer: whether everybody who is signed in may read files that are attached. */
  async publish(tx: Tx, ids: readonly string[], published: boolean): Promise<void> {
    await tx.query('UPDATE files SET published = $2 WHERE id = ANY($1::uuid[]) AND attached_at IS NOT NULL', [
      ids,
      published,
    ]);
  }

  /** An upload of the actor's own that no record will share, because it holds what is kept only encrypted. Refuses others' and unknown files. */
  async requireOwnUpload(
    tx: Tx,
    actor: Actor,
    id: string,
    path: readonly (string | number)[],
  ): Promise<void> {
    const own = await tx.query(
      'SELECT FROM files WHERE id = $1 AND organization_id = $2 AND member_id = $3 AND attached_at IS NULL FOR UPDATE',
      [id, actor.organizationId, actor.memberId],
    );
    if (own.length === 0) refuse(fileRefusals.FILE_NOT_YOURS(path));
  }

  /** Of such an upload, once it is read; its bytes go with the next sweep. */
  async forget(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM files WHERE id = $1 AND attached_at IS NULL', [id]);
  }

  /** For whoever has the file on a record of his own: who may see the record was asked there. */
  async contents(id: string): Promise<Buffer> {
    const file = await this.database.one<{ sha256: string }>('SELECT sha256 FROM files WHERE id = $1', [id]);
    if (!file) throw new Error(`the file ${id} of a record is gone`);
    return this.store.get(file.sha256);
  }

  /** Null: not there, or not for this organization. */
  async read(actor: Actor, id: string): Promise<{ file: StoredFile; bytes: Buffer } | null> {
    const file = await this.database.one<StoredFile>(
      `SELECT ${COLUMNS} FROM files WHERE id = $1 AND ((organization_id = $2 AND (attached_at IS NOT NULL OR member_id = $3))
         OR published OR EXISTS (SELECT FROM file_readers WHERE file_id = files.id AND organization_id = $2))`,
      [id, actor.organizationId, actor.memberId],
    );
    return file ? { file, bytes: await this.store.get(file.sha256) } : null;
  }

  /** Under a lock shared by all who bring these bytes: whoever clears away unused ones takes it alone. */
  private async put(tx: Tx, sha256: string, bytes: Buffer): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [blobLock(sha256)]);
    await this.store.put(sha256, bytes);
  }

  /** Of a record that has found more readers since its files were attached. */
  async share(tx: Tx, ids: readonly string[], readers: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO file_readers (file_id, organization_id) SELECT file, reader FROM unnest($1::uuid[]) file, unnest($2::uuid[]) reader
       ON CONFLICT DO NOTHING`,
      [ids, readers],
    );
  }

  private async describe(tx: Tx, actor: Actor, file: Omit<StoredFile, 'id'>): Promise<StoredFile> {
    const id = randomUUID();
    await tx.query(
      'INSERT INTO files (id, name, media_type, size, sha256, organization_id, member_id, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, file.name, file.mediaType, file.size, file.sha256, actor.organizationId, actor.memberId, tx.at],
    );
    return { id, ...file };
  }
}

/** Name of the advisory lock of stored bytes. */
export const blobLock = (sha256: string) => `blob:${sha256}`;
