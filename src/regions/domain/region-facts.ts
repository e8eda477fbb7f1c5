import { CountyDesignations, type ListEntry } from './county-designations';
import type { DatedRule } from './dated-rules';
import { DivisionLineage, type DivisionPeriod } from './division-lineage';
import type { PolicyRegime } from './policy-regimes';
import { WorkingCalendar, type HolidayNotice } from './working-days';

export interface RegionFactRows {
  divisions: readonly DivisionPeriod[];
  listEntries: readonly ListEntry[];
  rules: readonly DatedRule[];
  policyRegimes: readonly PolicyRegime[];
  holidayNotices: readonly HolidayNotice[];
}

/** All dated facts of one moment, ready to be asked; never changed, only replaced. */
export class RegionFacts {
  readonly lineage: DivisionLineage;
  readonly designations: CountyDesignations;
  readonly calendar: WorkingCalendar;

  constructor(readonly rows: RegionFactRows) {
    this.lineage = new DivisionLineage(rows.divisions);
    this.designations = new CountyDesignations(rows.listEntries, this.lineage);
    this.calendar = new WorkingCalendar(rows.holidayNotices);
  }
}
