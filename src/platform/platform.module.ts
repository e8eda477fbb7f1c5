import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AccessGuard } from './access/access.guard';
import { AuditModule } from './audit/audit.module';
import type { Clock } from './clock/clock';
import { ClockModule } from './clock/clock.module';
import type { AppConfig } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { ExportsModule } from './exports/exports.module';
import { FilesModule } from './files/files.module';
import { GraphqlModule } from './graphql/graphql.module';
import { HealthModule } from './health/health.controller';
import { JobsModule } from './jobs/jobs.module';
import { InstallationModule } from './installation/installation.module';
import type { JobQueue } from './jobs/queue';
import { LoggingModule } from './logging/logging.module';
import { MetricsModule } from './metrics/metrics.module';
import { PrivacyModule } from './privacy/privacy.module';
import { TracingModule } from './tracing/tracing.module';
import { ReconcileModule } from './reconcile/reconcile.module';

/** What tests and the demo year put in place of the real thing. */
export interface PlatformParts {
  readonly clock?: Clock;
  readonly queue?: JobQueue;
}

/** Technology without a business word: what every domain may lean on. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: AppConfig, parts: PlatformParts = {}): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.with(config),
        ClockModule.with(parts.clock),
        DatabaseModule,
        PrivacyModule,
        JobsModule.with(parts.queue),
        AuditModule,
        ExportsModule,
        FilesModule,
        GraphqlModule,
        HealthModule,
        InstallationModule,
        LoggingModule,
        MetricsModule,
        ReconcileModule,
        TracingModule,
      ],
      providers: [AccessGuard],
      exports: [AccessGuard],
    };
  }
}
