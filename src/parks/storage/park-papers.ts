import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Files, type Actor, type Tx } from '../../platform/index';
import type { ParkFileKind, PolicyKind } from '../domain/park-kinds';
import { MOST_FILES, parkRefusals } from '../domain/park.refusals';
import type { Park } from './park.entity';

export interface SaidFile {
  readonly kind: ParkFileKind;
  readonly fileId: string;
}

export interface SaidPolicy {
  readonly kind: PolicyKind;
  readonly title: string;
  readonly documentNo: string;
  readonly summary: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fileId: string | null;
}

/** Photos, plans and documents of parks with their hash, and the policies they stand for. Of a confirmed park everybody reads them. */
@Injectable()
export class ParkPapers {
  constructor(
    private readonly files: Files,
    private readonly organizations: Organizations,
  ) {}

  /** Refuses files of others, what the park has already under another id, and a photo that is no picture. */
  async attach(
    tx: Tx,
    actor: Actor,
    park: Park,
    said: readonly SaidFile[],
    path: RefusalPath,
  ): Promise<void> {
    const fileIds = said.map(({ fileId }) => fileId);
    await this.files.attach(tx, actor, fileIds, await this.confirming(tx, park), path);
    const kinds = await tx.query<{ id: string; mediaType: string }>(
      'SELECT id, media_type AS "mediaType" FROM files WHERE id = ANY($1::uuid[])',
      [fileIds],
    );
    const pictures = new Set(
      kinds.filter(({ mediaType }) => mediaType.startsWith('image/')).map(({ id }) => id),
    );
    const wrong = said.findIndex(({ kind, fileId }) => kind === 'PHOTO' && !pictures.has(fileId));
    if (wrong >= 0) refuse(parkRefusals.FILE_NOT_A_PHOTO([...path, wrong, 'fileId']));
    const written = await tx.query(
      `INSERT INTO park_files (park_id, file_id, kind, sha256, attached_by, attached_at)
       SELECT $1, f.id, e.kind, f.sha256, $4, $5 FROM unnest($2::uuid[], $3::text[]) AS e (file_id, kind) JOIN files f ON f.id = e.file_id
       ON CONFLICT DO NOTHING RETURNING file_id`,
      [park.id, fileIds, said.map(({ kind }) => kind), actor.memberId, tx.at],
    );
    if (written.length !== said.length) refuse(parkRefusals.FILE_ATTACHED_ALREADY(path));
    const [all] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM park_files WHERE park_id = $1 AND removed_at IS NULL',
      [park.id],
    );
    if ((all?.n ?? 0) > MOST_FILES) refuse(parkRefusals.FILES_OF_PARK_TOO_MANY(path));
    if (park.state === 'CONFIRMED') await this.files.publish(tx, fileIds, true);
  }

  /** It is kept with its hash and who removed it; only its readers become fewer. */
  async remove(tx: Tx, actor: Actor, parkId: string, fileId: string): Promise<void> {
    const removed = await tx.query(
      `UPDATE park_files SET removed_by = $3, removed_at = $4
        WHERE park_id = $1 AND file_id = $2 AND removed_at IS NULL RETURNING file_id`,
      [parkId, fileId, actor.memberId, tx.at],
    );
    if (removed.length === 0) refuse(parkRefusals.FILE_NOT_ATTACHED(['fileId']));
    const elsewhere = await tx.query(
      'SELECT FROM park_files WHERE file_id = $1 AND removed_at IS NULL LIMIT 1',
      [fileId],
    );
    if (elsewhere.length === 0) await this.files.publish(tx, [fileId], false);
  }

  /** With the park's first confirmation its files are shown. */
  async publish(tx: Tx, parkId: string): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      'SELECT file_id AS id FROM park_files WHERE park_id = $1 AND removed_at IS NULL',
      [parkId],
    );
    await this.files.publish(
      tx,
      rows.map(({ id }) => id),
      true,
    );
  }

  /** Refuses a document the park does not have, and two policies of one document number at a time. */
  async recordPolicy(tx: Tx, actor: Actor, park: Park, said: SaidPolicy): Promise<string> {
    if (said.fileId !== null) {
      const had = await tx.query(
        'SELECT FROM park_files WHERE park_id = $1 AND file_id = $2 AND removed_at IS NULL',
        [park.id, said.fileId],
      );
      if (had.length === 0) refuse(parkRefusals.FILE_NOT_ATTACHED(['fileId']));
    }
    const overlapping = await tx.query(
      `SELECT FROM park_policies WHERE park_id = $1 AND document_no = $2
          AND daterange(valid_from, valid_to, '[]') && daterange($3, $4, '[]')`,
      [park.id, said.documentNo, said.validFrom, said.validTo],
    );
    if (overlapping.length > 0) refuse(parkRefusals.POLICY_OVERLAPS(['validFrom']));
    const id = randomUUID();
    await tx.query(
      `INSERT INTO park_policies (id, park_id, kind, title, document_no, summary, valid_from, valid_to, file_id, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        park.id,
        said.kind,
        said.title,
        said.documentNo,
        said.summary,
        said.validFrom,
        said.validTo,
        said.fileId,
        actor.memberId,
        tx.at,
      ],
    );
    return id;
  }

  /** The offices that confirm the park read its papers before everybody does. */
  private async confirming(tx: Tx, { countyCode }: Park): Promise<string[]> {
    const found = new Set<string>();
    for (const role of ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const)
      for (const id of await this.organizations.covering(tx, countyCode, role)) found.add(id);
    return [...found];
  }
}
