import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';

/** What this database is: an operator's, or one that holds the demo year and its accounts. */
@Injectable()
export class Installation {
  constructor(private readonly database: Database) {}

  async holdsDemonstrationData(): Promise<boolean> {
    const row = await this.database.one('SELECT FROM installation WHERE demonstration');
    return row !== null;
  }

  /** Before the first row of it: a demo year that breaks off is known by having a beginning and no end. */
  async beginDemonstration(tx: Tx, seed: string): Promise<void> {
    await tx.query(
      'INSERT INTO installation (only_row, demonstration, seed, marked_at) VALUES (true, true, $1, $2)',
      [seed, tx.at],
    );
  }

  async completeDemonstration(tx: Tx): Promise<void> {
    await tx.query('UPDATE installation SET completed_at = $1 WHERE demonstration', [tx.at]);
  }
}
