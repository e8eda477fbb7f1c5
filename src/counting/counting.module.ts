import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogModule } from '../catalog/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { CountOrderEvents } from './reactions/count-order-events';
import { CountWaitingPortions } from './reactions/count-waiting-portions';
import { Bookkeeping } from './storage/bookkeeping';
import { CountingEntries } from './storage/counting-entries';
import { CountingExclusions } from './storage/counting-exclusions';
import { CountingPeriods } from './storage/counting-periods';
import { Judge } from './storage/judge';
import { LatePortions } from './storage/late-portions';
import { RuleVersions } from './storage/rule-versions';

const storage = [
  RuleVersions,
  Judge,
  CountingPeriods,
  CountingEntries,
  CountingExclusions,
  Bookkeeping,
  LatePortions,
];

/** 统计: which settled yuan counts toward which commitment, once. */
@Module({
  imports: [RegionsModule, PairingModule, CatalogModule, ProcurementModule],
  providers: [...storage, CountOrderEvents, CountWaitingPortions],
  exports: [RuleVersions],
})
export class CountingModule implements OnModuleInit {
  constructor(private readonly rules: RuleVersions) {}

  async onModuleInit(): Promise<void> {
    await this.rules.load();
  }
}
