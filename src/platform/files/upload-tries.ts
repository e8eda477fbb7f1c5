import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { Clock } from '../clock/clock';
import { Database } from '../database/database';
import { fileRefusals } from './files.refusals';

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 120;

/** Looking into a file is work even where it is refused: tries are counted before, per organization, by all processes together. */
@Injectable()
export class UploadTries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses FILES_TOO_MANY. */
  async require({ organizationId }: Pick<Actor, 'organizationId'>): Promise<void> {
    const minute = new Date(Math.floor(this.clock.now().getTime() / MINUTE_MS) * MINUTE_MS);
    // A process whose clock is a little behind counts on in the minute the others have begun.
    const counted = await this.database.query(
      `INSERT INTO upload_tries AS t (organization_id, minute, tries) VALUES ($1, $2, 1)
       ON CONFLICT (organization_id) DO UPDATE SET minute = greatest(t.minute, excluded.minute),
         tries = CASE WHEN t.minute < excluded.minute THEN 1 ELSE t.tries + 1 END
       WHERE t.minute < excluded.minute OR t.tries < $3 RETURNING tries`,
      [organizationId, minute, MOST_A_MINUTE],
    );
    if (counted.length === 0) refuse(fileRefusals.FILES_TOO_MANY(['file']));
  }

  /** Forgets organizations that have tried nothing since; each has one row, and most have none. */
  async forget(before: Date): Promise<void> {
    await this.database.query('DELETE FROM upload_tries WHERE minute < $1', [before]);
  }
}
