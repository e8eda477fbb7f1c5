import type { Refusal } from '../../../workflow/src/index';
import { dayNumber } from '../business-days';
import { COSTLIEST_FEN, FULL, LARGEST_AMOUNT } from './park-limits';
import type { ParkRules } from './park-rules';
import { beyond, outside, within } from './parks-checks';
import { parksRefusals as refusals } from './parks-input.refusals';

const FITS = 5;

export function faultsOfParkRules(rules: ParkRules): Refusal[] {
  const { industryFitBasisPoints: fits } = rules;
  const falling = fits.length === FITS && fits.every((fit, at) => at === 0 || fit <= (fits[at - 1] ?? 0));
  return [
    ...(dayNumber(rules.on) === null ? [refusals.PARKS_DATE_MALFORMED(['on'])] : []),
    ...outside(rules.seed, -(2 ** 31), 2 ** 31 - 1, ['seed']),
    ...within(['parkWeights'], weights(rules.parkWeights)),
    ...within(['intentWeights'], weights(rules.intentWeights)),
    ...(falling ? [] : [refusals.PARKS_FIT_MALFORMED(['industryFitBasisPoints'])]),
    ...fits.flatMap((fit, index) => outside(fit, 0, FULL, ['industryFitBasisPoints', index])),
    ...Object.entries(rules.sectionOfDivision).flatMap(([division, section]) =>
      /^\d{2}$/.test(division) && /^[A-Z]$/.test(section)
        ? []
        : [refusals.PARKS_INDUSTRY_UNKNOWN({ code: division }, ['sectionOfDivision', division])],
    ),
    ...(rules.areaResource === '' ? [refusals.PARKS_NAME_EMPTY(['areaResource'])] : []),
    ...outside(rules.fullInvestmentPerArea, 1, LARGEST_AMOUNT, ['fullInvestmentPerArea']),
    ...outside(rules.fullJobs, 1, LARGEST_AMOUNT, ['fullJobs']),
    ...outside(rules.farKilometres, 1, LARGEST_AMOUNT, ['farKilometres']),
    ...beyond(rules.dearPriceFen, 1n, COSTLIEST_FEN, ['dearPriceFen']),
    ...outside(rules.labourPerJob, 1, 1_000, ['labourPerJob']),
    ...outside(rules.search.reopenings, 0, 200, ['search', 'reopenings']),
  ];
}

const weights = (named: object): Refusal[] =>
  Object.entries(named).flatMap(([name, weight]) => outside(weight as number, 0, FULL, [name]));
