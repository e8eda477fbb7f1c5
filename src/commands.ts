import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { CreateOperator, createOperatorFromTerminal } from './organizations/index';
import {
  AppConfig,
  Reconciliation,
  Worker,
  configFromEnvironment,
  createWebApplication,
  migrate,
  schemaText,
} from './platform/index';
import { ImportList, Regions, importListFromTerminal } from './regions/index';

export type CliCommand = (parameters: readonly string[]) => Promise<void>;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function listen(config: AppConfig) {
  const app = await createWebApplication(AppModule.with(config), config);
  await app.listen(config.port, config.host);
  return app;
}

async function prepareDatabase(config: AppConfig): Promise<void> {
  const applied = await migrate(config.databaseUrl);
  say(
    applied.length > 0
      ? `数据库结构已更新 / migrated: ${applied.length}`
      : '数据库结构已是最新 / schema is up to date',
  );
}

async function serve(): Promise<void> {
  const config = configFromEnvironment('serve');
  const app = await listen(config);
  say(`携手 serving GraphQL at ${await app.getUrl()}/graphql`);
}

async function work(): Promise<void> {
  const config = configFromEnvironment('work');
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: ['error', 'warn'],
  });
  app.enableShutdownHooks();
  await app.get(Worker).start();
  say('携手 working');
}

async function dev(): Promise<void> {
  const config = configFromEnvironment('dev');
  await prepareDatabase(config);
  const app = await listen(config);
  await app.get(Worker).start();
  say(`携手 Xieshou: http://127.0.0.1:${config.port}/graphql`);
}

async function reconcile(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule.with(configFromEnvironment('tool')), {
    logger: ['error', 'warn'],
  });
  const holds = await app.get(Reconciliation).run((line) => {
    say(`${line.breaks.length === 0 ? '✓' : '✗'} ${line.invariant} ${line.sentence} (${line.examined})`);
    for (const text of line.breaks) say(`    ${text}`);
  });
  await app.close();
  if (!holds) throw new Error('对账发现不一致 / reconciliation found breaks');
}

/** Writes the schema the code declares; for those who change it. */
async function schema(): Promise<void> {
  await writeFile('src/schema.graphql', await schemaText(AppModule.with(AppConfig.reachingNothing())));
  say('src/schema.graphql');
}

async function importList(parameters: readonly string[]): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule.with(configFromEnvironment('tool')), {
    logger: ['error', 'warn'],
  });
  try {
    const services = { importList: app.get(ImportList), regions: app.get(Regions) };
    await importListFromTerminal(services, parameters, say);
  } finally {
    await app.close();
  }
}

async function createOperator(parameters: readonly string[]): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule.with(configFromEnvironment('tool')), {
    logger: ['error', 'warn'],
  });
  try {
    await createOperatorFromTerminal(app.get(CreateOperator), parameters, say);
  } finally {
    await app.close();
  }
}

/** Every command of the product by name. */
export const commands: ReadonlyMap<string, CliCommand> = new Map([
  ['serve', serve],
  ['work', work],
  ['migrate', () => prepareDatabase(configFromEnvironment('tool'))],
  ['dev', dev],
  ['reconcile', reconcile],
  ['schema', schema],
  ['import-list', importList],
  ['create-operator', createOperator],
]);
