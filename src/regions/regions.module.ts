import { Module, type OnModuleInit } from '@nestjs/common';
import { DivisionResolver } from './api/division.type';
import { IndustryResolver } from './api/industry.type';
import { ImportList, ListChangeRecord } from './commands/import-list';
import { LoadReferenceFacts } from './commands/load-reference-facts';
import { BrowseCountyDesignations } from './queries/browse-county-designations';
import { BrowseDatedRules } from './queries/browse-dated-rules';
import { BrowseIndustries } from './queries/browse-industries';
import { BrowseDivisions } from './queries/browse-divisions';
import { FindDivision } from './queries/find-division';
import { FindPolicyRegime } from './queries/find-policy-regime';
import { FindWorkingDays } from './queries/find-working-days';
import { Regions } from './storage/regions';
import { CountyListsRepository } from './storage/county-lists.repository';
import { ReferenceFactsRepository } from './storage/reference-facts.repository';
import { RegionFactsCache } from './storage/region-facts.cache';
import { RegionFactsRepository } from './storage/region-facts.repository';

const queries = [
  BrowseCountyDesignations,
  BrowseDatedRules,
  BrowseDivisions,
  BrowseIndustries,
  FindDivision,
  FindPolicyRegime,
  FindWorkingDays,
];
const storage = [CountyListsRepository, ReferenceFactsRepository, RegionFactsCache, RegionFactsRepository];

/** 行政区划与带日期的事实: divisions, county lists, rules, policy regimes, working days. */
@Module({
  providers: [
    ...storage,
    ...queries,
    DivisionResolver,
    IndustryResolver,
    ImportList,
    ListChangeRecord,
    LoadReferenceFacts,
    Regions,
  ],
  exports: [Regions, ImportList],
})
export class RegionsModule implements OnModuleInit {
  constructor(private readonly reference: LoadReferenceFacts) {}

  async onModuleInit(): Promise<void> {
    await this.reference.run();
  }
}
