import { CapitalCounting } from './capital-counting';
import { IndicatorEntryRows } from './indicator-entry-rows';
import { IndicatorFigures } from './indicator-figures';
import { IndustryCounting } from './industry-counting';
import { IndustryEntries } from './industry-entries';
import { IndustryJudge } from './industry-judge';
import { IndustryRecount } from './industry-recount';
import { IndustryRules } from './industry-rules';
import { JobsCounting } from './jobs-counting';
import { ParkCounting } from './park-counting';
import { PeriodIndustryFacts } from './period-industry-facts';
import { StartCounting } from './start-counting';

/** What of this room counts what parks bring. */
export const industryStorage = [
  IndustryRules,
  IndustryJudge,
  IndustryEntries,
  CapitalCounting,
  JobsCounting,
  StartCounting,
  ParkCounting,
  IndustryCounting,
  IndustryRecount,
  PeriodIndustryFacts,
  IndicatorFigures,
  IndicatorEntryRows,
];
