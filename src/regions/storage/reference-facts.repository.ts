import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { shippedFacts } from '../data/reference-files';

/** Writes the shipped facts; what an administrator imported stays. */
@Injectable()
export class ReferenceFactsRepository {
  async replaceDivisions(tx: Tx): Promise<void> {
    const divisions = JSON.stringify(shippedFacts.divisions());
    await tx.query('DELETE FROM divisions');
    await tx.query(
      `INSERT INTO divisions (code, name, first_year, last_year, longitude, latitude)
       SELECT code, name, "firstYear", "lastYear", longitude, latitude FROM jsonb_to_recordset($1::jsonb)
         AS row (code text, name text, "firstYear" integer, "lastYear" integer, longitude numeric, latitude numeric)`,
      [divisions],
    );
    await tx.query(
      `INSERT INTO division_changes (old_code, last_year, successor_code)
       SELECT code, "lastYear", successor FROM jsonb_to_recordset($1::jsonb)
         AS row (code text, "lastYear" integer, successors jsonb), jsonb_array_elements_text(successors) AS successor`,
      [divisions],
    );
  }

  /** A list that is there already may have been replaced or corrected: only lists the database lacks are written. */
  async addMissingLists(tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO county_designations (list, code, name, parent_code, judged_on, carried_to, year_left_poverty,
         valid_from, source_document, verified, note)
       SELECT list, code, name, "parentCode", "judgedOn", "carriedTo", "yearLeftPoverty",
         "validFrom", "sourceDocument", verified, note
       FROM jsonb_to_recordset($1::jsonb) AS row (list text, code text, name text, "parentCode" text, "judgedOn" date,
         "carriedTo" text, "yearLeftPoverty" integer, "validFrom" date, "sourceDocument" text, verified boolean, note text)
       WHERE list NOT IN (SELECT list FROM county_designations)`,
      [JSON.stringify(shippedFacts.listEntries())],
    );
  }

  async replaceRules(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM rule_facts');
    await tx.query(
      `INSERT INTO rule_facts (key, region_code, value, unit, valid_from, valid_to, source_document, verified)
       SELECT key, "regionCode", value, unit, "validFrom", "validTo", "sourceDocument", verified
       FROM jsonb_to_recordset($1::jsonb) AS row (key text, "regionCode" text, value text, unit text,
         "validFrom" date, "validTo" date, "sourceDocument" text, verified boolean)`,
      [JSON.stringify(shippedFacts.rules())],
    );
    await tx.query('DELETE FROM policy_regimes');
    await tx.query(
      `INSERT INTO policy_regimes (code, name_zh, name_en, valid_from, valid_to, source_document, verified)
       SELECT code, "nameZh", "nameEn", "validFrom", "validTo", "sourceDocument", verified
       FROM jsonb_to_recordset($1::jsonb) AS row (code text, "nameZh" text, "nameEn" text,
         "validFrom" date, "validTo" date, "sourceDocument" text, verified boolean)`,
      [JSON.stringify(shippedFacts.policyRegimes())],
    );
  }

  async replaceHolidayNotices(tx: Tx): Promise<void> {
    const notices = JSON.stringify(shippedFacts.holidayNotices());
    await tx.query('DELETE FROM holiday_notices');
    await tx.query(
      `INSERT INTO holiday_notices (year, source_document, verified)
       SELECT year, "sourceDocument", verified
       FROM jsonb_to_recordset($1::jsonb) AS row (year integer, "sourceDocument" text, verified boolean)`,
      [notices],
    );
    await tx.query(
      `INSERT INTO holiday_spans (year, kind, first_day, last_day, name)
       SELECT year, span.kind, span."firstDay", span."lastDay", span.name
       FROM jsonb_to_recordset($1::jsonb) AS row (year integer, spans jsonb),
         jsonb_to_recordset(spans) AS span (kind text, "firstDay" date, "lastDay" date, name text)`,
      [notices],
    );
  }

  async setShippedVersion(tx: Tx, version: number): Promise<void> {
    await tx.query('UPDATE region_facts_state SET shipped_version = $1', [version]);
  }
}
