import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module';
import {
  AppConfig,
  FrameworkLog,
  Installation,
  Worker,
  configFromEnvironment,
  createWebApplication,
  log,
  startLog,
  stopWhenAsked,
  type Mode,
} from '../platform/index';
import { waitForDatabase } from './waiting-room';

/** The web process: GraphQL without explorer and introspection; any number of them. */
export async function serve(parameters: readonly string[]): Promise<void> {
  const config = configOf('serve', parameters);
  await waitForDatabase(config, config);
  const app = await createWebApplication(AppModule.with(config), config);
  await requireNoDemoAccounts(app, config);
  stopWhenAsked(app);
  await app.listen(config.port, config.host);
  log.info('started', { url: `${await app.getUrl()}/graphql` });
}

/** The job process; any number of them. */
export async function work(parameters: readonly string[]): Promise<void> {
  const config = configOf('work', parameters);
  await waitForDatabase(config);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new FrameworkLog(),
    abortOnError: false,
  });
  await requireNoDemoAccounts(app, config);
  stopWhenAsked(app);
  await app.get(Worker).start();
  log.info('started');
}

function configOf(mode: Mode, parameters: readonly string[]): AppConfig {
  const unknown = parameters.find((parameter) => parameter !== '--allow-demo');
  if (unknown) throw new Error(`未知选项 / unknown option: ${unknown}. --allow-demo`);
  const config = configFromEnvironment(mode, parameters.length > 0 ? { ALLOW_DEMO_ACCOUNTS: 'yes' } : {});
  startLog(config);
  return config;
}

/** Everybody knows the demo accounts' password. */
async function requireNoDemoAccounts(app: INestApplicationContext, config: AppConfig): Promise<void> {
  if (config.demoAccountsAllowed || !(await app.get(Installation).holdsDemonstrationData())) return;
  await app.close();
  throw new Error(
    '数据库中有演示账号，其密码是公开的：拒绝启动。确要启动，请设 ALLOW_DEMO_ACCOUNTS=yes 或加 --allow-demo。\n' +
      'The database holds demo accounts, whose password is public: not started. ' +
      'To start nevertheless set ALLOW_DEMO_ACCOUNTS=yes or give --allow-demo.',
  );
}
