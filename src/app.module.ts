import { Module, type DynamicModule } from '@nestjs/common';
import { AllocatingModule } from './allocating/index';
import { CatalogModule } from './catalog/index';
import { ClaimsModule } from './claims/index';
import { CountingModule } from './counting/index';
import { ForecastingModule } from './forecasting/index';
import { FrameworksModule } from './frameworks/index';
import { InvestingModule } from './investing/index';
import { ParksModule } from './parks/index';
import { OperatingModule } from './operating/index';
import { ProjectsModule } from './projects/index';
import { SharingModule } from './sharing/index';
import { IntegrityModule } from './integrity/index';
import { HubsModule } from './hubs/index';
import { HelpsellingModule } from './helpselling/index';
import { InvoicesModule } from './invoices/index';
import { LedgerModule } from './ledger/index';
import { MatchingModule } from './matching/index';
import { OrganizationsModule } from './organizations/index';
import { PairingModule } from './pairing/index';
import { PaymentsModule } from './payments/index';
import { BankingModule } from './banking/index';
import { PlatformModule, type AppConfig, type PlatformParts } from './platform/index';
import { RegionsModule } from './regions/index';
import { ReportingModule } from './reporting/index';
import { ResponsibilityModule } from './responsibility/index';
import { ReservesModule } from './reserves/index';
import { RescueModule } from './rescue/index';
import { AftersalesModule } from './aftersales/index';
import { PayoutsModule } from './payouts/index';
import { ProcurementModule } from './procurement/index';
import { PoolingModule } from './pooling/index';
import { QuotingModule } from './quoting/index';
import { SamplingModule } from './sampling/index';
import { SourcingModule } from './sourcing/index';
import { StripeModule } from './stripe/index';
import { SupplyModule } from './supply/index';

/** The product: every domain, from left to right. */
@Module({})
export class AppModule {
  static with(config: AppConfig, parts: PlatformParts = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, parts),
        RegionsModule,
        OrganizationsModule,
        PairingModule,
        ResponsibilityModule,
        ReservesModule,
        CatalogModule,
        SupplyModule,
        HelpsellingModule,
        LedgerModule,
        PaymentsModule,
        BankingModule,
        StripeModule,
        ProcurementModule,
        AftersalesModule,
        PayoutsModule,
        InvoicesModule,
        HubsModule,
        SourcingModule,
        PoolingModule,
        QuotingModule,
        SamplingModule,
        FrameworksModule,
        ParksModule,
        InvestingModule,
        ProjectsModule,
        OperatingModule,
        SharingModule,
        AllocatingModule,
        ClaimsModule,
        CountingModule,
        ForecastingModule,
        IntegrityModule,
        MatchingModule,
        RescueModule,
        ReportingModule,
      ],
    };
  }
}
