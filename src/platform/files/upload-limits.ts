import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import type { Tx } from '../database/tx';
import { fileRefusals } from './files.refusals';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An acceptance carries a handful of photos: these bounds stop scripts, not people. */
const MOST_A_MINUTE = 60;
const MOST_WAITING = 200;
const MOST_BYTES_A_DAY = 1024 * 1024 * 1024;

/** How much one organization may bring in. */
@Injectable()
export class UploadLimits {
  /** Refuses FILES_TOO_MANY. Uploads of one organization wait for each other here, so that none slips past. */
  async require(tx: Tx, actor: Actor, size: number): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `upload:${actor.organizationId}`,
    ]);
    const [brought] = await tx.query<{ minute: bigint; waiting: bigint; bytes: bigint }>(
      `SELECT count(*) FILTER (WHERE uploaded_at > $2) AS minute, count(*) FILTER (WHERE attached_at IS NULL) AS waiting,
              coalesce(sum(size) FILTER (WHERE uploaded_at > $3), 0)::bigint AS bytes
         FROM files WHERE organization_id = $1 AND (attached_at IS NULL OR uploaded_at > $3)`,
      [actor.organizationId, new Date(tx.at.getTime() - MINUTE_MS), new Date(tx.at.getTime() - DAY_MS)],
    );
    const { minute = 0n, waiting = 0n, bytes = 0n } = brought ?? {};
    if (minute >= MOST_A_MINUTE || waiting >= MOST_WAITING || bytes + BigInt(size) > MOST_BYTES_A_DAY)
      refuse(fileRefusals.FILES_TOO_MANY(['file']));
  }
}
