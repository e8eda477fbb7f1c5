import blocks from './blocks.json';
import counterpartAid from './counterpart-aid.json';
import designatedAssistance from './designated-assistance.json';
import budgetReserve from './budget-reserve.json';
import eastWest from './east-west.json';
import enterprisePledge from './enterprise-pledge.json';
import enterpriseVillage from './enterprise-village.json';
import jobs from './industry-jobs.json';
import jobsOfFormerlyPoor from './industry-jobs-formerly-poor.json';
import paidIn from './industry-paid-in.json';
import jointParks from './industry-parks.json';
import starts from './industry-starts.json';

/** Rule data of every scheme; a further scheme is a further file. */
export const SCHEME_FILES: unknown[] = [
  eastWest,
  designatedAssistance,
  budgetReserve,
  enterprisePledge,
  counterpartAid,
  enterpriseVillage,
];

/** Rule data of what parks bring: an indicator each. */
export const INDUSTRY_FILES: unknown[] = [starts, paidIn, jointParks, jobs, jobsOfFormerlyPoor];

/** Conditions several schemes share; a stored version has them written out. */
export const SHARED_CONDITIONS: unknown = blocks;
