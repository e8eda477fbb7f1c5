import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import { isListNumber, type ListEntry } from '../domain/county-designations';
import type { DatedRule } from '../domain/dated-rules';
import type { DivisionPeriod } from '../domain/division-lineage';
import type { PolicyRegime } from '../domain/policy-regimes';
import { RegionFacts } from '../domain/region-facts';
import type { HolidayNotice } from '../domain/working-days';

/** Reads the dated facts as a whole: some eight thousand short rows. */
@Injectable()
export class RegionFactsRepository {
  /** Grows with every change of any fact. */
  async changeCount(reader: Reader): Promise<bigint> {
    const [state] = await reader.query<{ change_count: bigint }>(
      'SELECT change_count FROM region_facts_state',
    );
    return state?.change_count ?? 0n;
  }

  /** Lets one writer change facts at a time and tells the version of the shipped facts in the database. */
  async lockForChange(tx: Tx): Promise<number> {
    const [state] = await tx.query<{ shipped_version: number }>(
      'UPDATE region_facts_state SET change_count = change_count + 1 RETURNING shipped_version',
    );
    return state?.shipped_version ?? 0;
  }

  async load(reader: Reader): Promise<RegionFacts> {
    return new RegionFacts({
      divisions: await reader.query<DivisionPeriod>(DIVISIONS),
      listEntries: (await reader.query<ListEntry>(LIST_ENTRIES)).filter((entry) => isListNumber(entry.list)),
      rules: await reader.query<DatedRule>(RULES),
      policyRegimes: await reader.query<PolicyRegime>(POLICY_REGIMES),
      holidayNotices: await reader.query<HolidayNotice>(HOLIDAY_NOTICES),
    });
  }
}

const DIVISIONS = `
  SELECT d.code, d.name, d.first_year AS "firstYear", d.last_year AS "lastYear",
    d.longitude::text AS longitude, d.latitude::text AS latitude, coalesce(c.successors, '{}') AS successors
  FROM divisions d
  LEFT JOIN (
    SELECT old_code, last_year, array_agg(successor_code ORDER BY successor_code) AS successors
    FROM division_changes GROUP BY old_code, last_year
  ) c ON c.old_code = d.code AND c.last_year = d.last_year`;

const LIST_ENTRIES = `
  SELECT id, list, code, name, parent_code AS "parentCode", judged_on AS "judgedOn", carried_to AS "carriedTo",
    year_left_poverty AS "yearLeftPoverty", valid_from AS "validFrom", valid_to AS "validTo",
    source_document AS "sourceDocument", verified, note
  FROM county_designations ORDER BY valid_from, code, name`;

const RULES = `
  SELECT key, region_code AS "regionCode", value, unit, valid_from AS "validFrom", valid_to AS "validTo",
    source_document AS "sourceDocument", verified
  FROM rule_facts ORDER BY key, valid_from, region_code`;

const POLICY_REGIMES = `
  SELECT code, name_zh AS "nameZh", name_en AS "nameEn", valid_from AS "validFrom", valid_to AS "validTo",
    source_document AS "sourceDocument", verified
  FROM policy_regimes ORDER BY valid_from`;

const HOLIDAY_NOTICES = `
  SELECT year, source_document AS "sourceDocument", verified,
    json_agg(json_build_object('kind', kind, 'firstDay', first_day, 'lastDay', last_day, 'name', spans.name)
      ORDER BY first_day) AS spans
  FROM holiday_notices JOIN holiday_spans spans USING (year) GROUP BY year ORDER BY year`;
