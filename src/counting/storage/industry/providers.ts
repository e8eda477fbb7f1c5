import { CapitalCounting } from './capital-counting';
import { IndustryCounting } from './industry-counting';
import { IndustryEntries } from './industry-entries';
import { IndustryJudge } from './industry-judge';
import { IndustryRules } from './industry-rules';
import { StartCounting } from './start-counting';

/** What of this room counts what parks bring. */
export const industryStorage = [
  IndustryRules,
  IndustryJudge,
  IndustryEntries,
  CapitalCounting,
  StartCounting,
  IndustryCounting,
];
