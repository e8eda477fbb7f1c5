import { Injectable } from '@nestjs/common';
import type { BusinessDate, Tx } from '../../platform/index';
import { shiftDays } from '../domain/business-date';
import type { ListEntry, ListNumber } from '../domain/county-designations';

/** Writes whole lists: an earlier one ends the day before, one of the same day is a correction and goes. */
@Injectable()
export class CountyListsRepository {
  async replace(
    tx: Tx,
    list: ListNumber,
    date: BusinessDate,
    entries: readonly Omit<ListEntry, 'id'>[],
  ): Promise<void> {
    await tx.query('DELETE FROM county_designations WHERE list = $1 AND valid_from = $2', [list, date]);
    await tx.query(
      'UPDATE county_designations SET valid_to = $3 WHERE list = $1 AND valid_from < $2 AND valid_to IS NULL',
      [list, date, shiftDays(date, -1)],
    );
    await tx.query(
      `INSERT INTO county_designations (list, code, name, parent_code, judged_on, carried_to, year_left_poverty,
         valid_from, source_document, verified, note)
       SELECT list, code, name, "parentCode", "judgedOn", "carriedTo", "yearLeftPoverty",
         "validFrom", "sourceDocument", verified, note
       FROM jsonb_to_recordset($1::jsonb) AS row (list text, code text, name text, "parentCode" text, "judgedOn" date,
         "carriedTo" text, "yearLeftPoverty" integer, "validFrom" date, "sourceDocument" text, verified boolean, note text)`,
      [JSON.stringify(entries)],
    );
  }
}
