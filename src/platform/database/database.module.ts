import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import { CommandBatches } from './command-batches';
import { Commands } from './commands';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { ForgetOldKeys } from './forget-old-keys';
import { IdempotencyKeys } from './idempotency-keys';
import { guardPool } from './pool-guard';
import { watchStatements } from './statement-watch';
import { ReadReplica } from './read-replica';
import { Transactions } from './transactions';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.databaseUrl, config.poolSize, config.commitsMayBeLost),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [Database, ReadReplica, Transactions, IdempotencyKeys, Commands, CommandBatches, ForgetOldKeys],
  exports: [Database, ReadReplica, Transactions, Commands, CommandBatches],
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
