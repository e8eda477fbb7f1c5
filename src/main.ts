import 'reflect-metadata';
import * as nodeModule from 'node:module';

// Most of a start is compiling what we load. From Node 22.1 on it can be kept from one start to the next; before it is not there.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();
const { commands } = require('./commands/index') as typeof import('./commands/index');
const { sqlState } = require('./platform/index') as typeof import('./platform/index');

/** `node main.js <command>`: serve, work, migrate, dev, reconcile … Each prints what it does; a failure is one line and exit code 1. */
async function main(): Promise<void> {
  const [name = 'serve', ...rest] = process.argv.slice(2);
  const command = commands.get(name);
  if (!command) throw new Error(`未知命令 / unknown command: ${name}. ${[...commands.keys()].join(', ')}`);
  await command(rest);
}

main().catch((error: unknown) => {
  process.stderr.write(`${saidOf(error)}\n`);
  process.exitCode = 1;
});

/** The database quotes rows and parameters in its messages. */
function saidOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const state = sqlState(error);
  return state ? `数据库错误 / database error: ${error.constructor.name} ${state}` : error.message;
}
