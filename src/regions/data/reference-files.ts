import * as domain from '../domain/reference-facts';
import divisions from './divisions.json';
import holidays from './holidays.json';
import list160 from './list-160.json';
import list832 from './list-832.json';
import policyRegimes from './policy-regimes.json';
import rules from './rules.json';

/** The reference facts that ship with the program; a database may hold newer ones on top. */
export const shippedFacts = {
  divisions: () => domain.readDivisions(divisions),
  listEntries: () => [...domain.readList832(list832), ...domain.readList160(list160)],
  rules: () => domain.readRules(rules),
  policyRegimes: () => domain.readPolicyRegimes(policyRegimes),
  holidayNotices: () => domain.readHolidayNotices(holidays),
};

/** Raise it with every change of a data file: a database takes shipped facts over only from a higher version. */
export const SHIPPED_VERSION = 31;
