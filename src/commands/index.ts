import { writeFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { CreateOperator, createOperatorFromTerminal } from '../organizations/index';
import {
  AppConfig,
  FrameworkLog,
  Reconciliation,
  configFromEnvironment,
  migrate,
  permissionsText,
  schemaText,
  startLog,
} from '../platform/index';
import { ImportList, Regions, importListFromTerminal } from '../regions/index';
import { reencrypt } from './reencrypt';
import { serve, work } from './production';
import { say, step } from './saying';

export type CliCommand = (parameters: readonly string[]) => Promise<void>;

/** A tool works on the database and ends; it sends nothing and serves nobody. */
async function withApplication(use: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const config = configFromEnvironment('tool');
  startLog(config);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new FrameworkLog(),
    abortOnError: false,
  });
  try {
    await use(app);
  } finally {
    await app.close();
  }
}

/** Structure and reference facts: the application loads its facts while it starts. */
async function bringUpToDate(): Promise<void> {
  const config = configFromEnvironment('tool');
  await step('数据库结构 migrations', async () => {
    const applied = await migrate(config.directDatabaseUrl);
    return applied.length > 0 ? `${applied.length}` : '已是最新 up to date';
  });
  await withApplication(async () => say('✓ 基础资料 reference facts'));
}

async function reconcile(): Promise<void> {
  await withApplication(async (app) => {
    const holds = await app.get(Reconciliation).run((line) => {
      say(`${line.breaks.length === 0 ? '✓' : '✗'} ${line.invariant} ${line.sentence} (${line.examined})`);
      for (const text of line.breaks) say(`    ${text}`);
    });
    if (!holds) throw new Error('对账发现不一致 / reconciliation found breaks');
  });
}

/** Writes the schema the code declares; for those who change it. */
async function schema(): Promise<void> {
  const root = AppModule.with(AppConfig.reachingNothing());
  await writeFile('src/schema.graphql', await schemaText(root));
  await writeFile('src/permissions.txt', await permissionsText(root));
  say('src/schema.graphql, src/permissions.txt');
}

const importList: CliCommand = (parameters) =>
  withApplication((app) =>
    importListFromTerminal({ importList: app.get(ImportList), regions: app.get(Regions) }, parameters, say),
  );

const createOperator: CliCommand = (parameters) =>
  withApplication((app) => createOperatorFromTerminal(app.get(CreateOperator), parameters, say));

const moveKeys: CliCommand = (parameters) => withApplication((app) => reencrypt(app, say, parameters));

/** The demo year and what it plays with are loaded by those who ask for it: the others start without. */
const demonstration = () => require('./dev') as typeof import('./dev');

/** Every command of the product by name. */
export const commands: ReadonlyMap<string, CliCommand> = new Map([
  ['serve', serve],
  ['work', work],
  ['migrate', bringUpToDate],
  ['dev', (parameters) => demonstration().dev(parameters)],
  ['demo', () => demonstration().demo()],
  ['reconcile', reconcile],
  ['reencrypt', moveKeys],
  ['schema', schema],
  ['import-list', importList],
  ['create-operator', createOperator],
]);
