import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import { CommandBatches } from './command-batches';
import { Commands } from './commands';
import { dataSourceOptions, type ConnectionWishes } from './data-source';
import { Database } from './database';
import { ForgetOldKeys } from './forget-old-keys';
import { IdempotencyKeys } from './idempotency-keys';
import { ConnectionWatch } from './connection-watch';
import { guardPool } from './pool-guard';
import { watchStatements } from './statement-watch';
import { ReadReplica } from './read-replica';
import { DatabasePulse } from './pulse';
import { Transactions } from './transactions';

const wishesOf = (config: AppConfig): ConnectionWishes => ({
  interactive: config.mode === 'serve' || config.mode === 'dev',
  unhurried: config.mode === 'tool',
  pooled: config.databaseIsPooled,
  prepares: config.preparesStatements,
  commitsMayBeLost: config.commitsMayBeLost,
});

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.databaseUrl, config.poolSize, wishesOf(config)),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [
    Database,
    ReadReplica,
    ForgetOldKeys,
    Transactions,
    IdempotencyKeys,
    Commands,
    CommandBatches,
    DatabasePulse,
    ConnectionWatch,
  ],
  exports: [Database, ReadReplica, Transactions, Commands, CommandBatches, DatabasePulse, ConnectionWatch],
})
export class DatabaseModule implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    guardPool(this.source);
    watchStatements(this.source, this.config.observing.slowStatementMilliseconds);
  }
}
