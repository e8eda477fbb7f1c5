import { AppModule } from '../app.module';
import {
  DEMO_SEED,
  accountTable,
  decideOnDemo,
  planDemoYear,
  playDemoYear,
  progressBar,
} from '../demo/index';
import {
  Installation,
  SystemClock,
  Worker,
  businessDateOf,
  configFromEnvironment,
  createWebApplication,
  databaseContents,
  migrate,
  recreateDatabase,
  startLog,
  stopWhenAsked,
  type AppConfig,
} from '../platform/index';
import { say, seconds, step } from './saying';

const KNOWN_PARAMETERS = new Set(['--demo']);

/** The whole product for one person on his own machine: migrations, facts, the demo year where it belongs, web and jobs in one process. */
export async function dev(parameters: readonly string[]): Promise<void> {
  const unknown = parameters.find((parameter) => !KNOWN_PARAMETERS.has(parameter));
  if (unknown) throw new Error(`未知选项 / unknown option: ${unknown}. --demo`);
  const config = configFromEnvironment('dev');
  startLog(config);
  await makeReady(config, parameters.includes('--demo'));
  const app = await createWebApplication(AppModule.with(config), config);
  stopWhenAsked(app);
  await app.listen(config.port, config.host);
  await app.get(Worker).start();
  say(`✓ 携手已启动 Xieshou is ready: ${await app.getUrl()}/graphql`);
  if (!(await app.get(Installation).holdsDemonstrationData())) return;
  say(
    '  演示数据：组织、人员与数字均为虚构 / demonstration data: organizations, people and figures are fictive',
  );
  for (const line of accountTable()) say(line);
}

/** Only the demo year, into the embedded database or, like `--demo`, into another one that is empty. */
export async function demo(): Promise<void> {
  const config = configFromEnvironment('dev');
  await makeReady(config, !config.embeddedDatabase);
  for (const line of accountTable()) say(line);
}

/** Everything before the application listens. */
async function makeReady(config: AppConfig, wished: boolean): Promise<void> {
  const contents = await databaseContents(config.databaseUrl);
  const decision = decideOnDemo({ contents, embedded: config.embeddedDatabase, wished });
  if (decision.does === 'REFUSE') throw new Error(decision.because);
  if (decision.does === 'REMAKE') {
    say('! 上次的演示年度没有生成完，重新生成 / the last demo year broke off: making it anew');
    await recreateDatabase(config.databaseUrl);
  }
  await step('数据库结构 migrations', async () => {
    const applied = await migrate(config.databaseUrl);
    return applied.length > 0 ? `${applied.length}` : '已是最新 up to date';
  });
  if (decision.does !== 'NOTHING') await fillWithDemo(config.forFilling());
}

async function fillWithDemo(config: AppConfig): Promise<void> {
  const clock = new SystemClock();
  const now = clock.now();
  const plan = planDemoYear(DEMO_SEED, businessDateOf(now));
  const leaving = leaveWhenAsked();
  await playDemoYear({
    root: (parts) => AppModule.with(config, parts),
    plan,
    now,
    report: progressBar('演示年度 demo year', process.stdout),
    keepGoing: leaving.check,
  });
  leaving.forget();
  const took = seconds(clock.now().getTime() - now.getTime());
  const { suppliers, buyers, orders } = plan;
  say(
    `✓ 演示年度 demo year · ${took} · ${suppliers.length} 供应商 suppliers, ${buyers.length} 采购单位 buyers, ${orders.length} 订单 orders`,
  );
}

/** Before the application listens nobody else hears Ctrl-C. What is half played is made anew at the next start. */
function leaveWhenAsked() {
  let asked = false;
  const hear = () => {
    asked = true;
  };
  process.on('SIGINT', hear).on('SIGTERM', hear);
  return {
    check: () => {
      if (!asked) return;
      say('已停止；下次启动时重新生成演示年度 / stopped; the next start makes the demo year anew');
      process.exit(0);
    },
    forget: () => process.off('SIGINT', hear).off('SIGTERM', hear),
  };
}
