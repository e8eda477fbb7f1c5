import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { Database } from '../database/database';
import { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import { FileStore } from './file-store';
import { fileRefusals } from './files.refusals';
import { mediaTypeOf } from './media-type';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

const COLUMNS = `id, name, media_type AS "mediaType", size, sha256`;

/** Files and who may read them: the organization that brought one, and those a record was shared with. */
@Injectable()
export class Files {
  constructor(
    private readonly store: FileStore,
    private readonly database: Database,
    private readonly transactions: Transactions,
  ) {}

  /** Keeps an uploaded file; refuses empty files, unknown types and names with paths. */
  async upload(actor: Actor, name: string, bytes: Buffer): Promise<StoredFile> {
    if (!/^[^/\\\p{Cc}\p{Cf}]{1,100}$/u.test(name)) refuse(fileRefusals.FILE_NAME_NOT_ACCEPTED(['name']));
    if (bytes.length === 0) refuse(fileRefusals.FILE_EMPTY(['file']));
    const mediaType = mediaTypeOf(bytes) ?? refuse(fileRefusals.FILE_TYPE_NOT_ACCEPTED(['file']));
    const sha256 = await this.store.put(bytes);
    return this.transactions.run((tx) =>
      this.describe(tx, actor, { name, mediaType, size: bytes.length, sha256 }),
    );
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
    const own = await tx.query('SELECT id FROM files WHERE id = ANY($1) AND organization_id = $2', [
      ids,
      actor.organizationId,
    ]);
    if (own.length !== new Set(ids).size) refuse(fileRefusals.FILE_NOT_YOURS(path));
    await this.share(tx, ids, readers);
  }

  /** Null: not there, or not for this organization. */
  async read(actor: Actor, id: string): Promise<{ file: StoredFile; bytes: Buffer } | null> {
    const file = await this.database.one<StoredFile>(
      `SELECT ${COLUMNS} FROM files WHERE id = $1 AND (organization_id = $2
         OR EXISTS (SELECT FROM file_readers WHERE file_id = files.id AND organization_id = $2))`,
      [id, actor.organizationId],
    );
    return file ? { file, bytes: await this.store.get(file.sha256) } : null;
  }

  private async share(tx: Tx, ids: readonly string[], readers: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO file_readers (file_id, organization_id) SELECT file, reader FROM unnest($1::uuid[]) file, unnest($2::uuid[]) reader
       ON CONFLICT DO NOTHING`,
      [ids, readers],
    );
  }

  private async describe(tx: Tx, actor: Actor | null, file: Omit<StoredFile, 'id'>): Promise<StoredFile> {
    const id = randomUUID();
    await tx.query(
      'INSERT INTO files (id, name, media_type, size, sha256, organization_id, member_id, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        id,
        file.name,
        file.mediaType,
        file.size,
        file.sha256,
        actor?.organizationId ?? null,
        actor?.memberId ?? null,
        tx.at,
      ],
    );
    return { id, ...file };
  }
}
