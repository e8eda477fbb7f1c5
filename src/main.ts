import 'reflect-metadata';
import { commands } from './commands/index';

/** `node main.js <command>`: serve, work, migrate, dev, reconcile … Each prints what it does; a failure is one line and exit code 1. */
async function main(): Promise<void> {
  const [name = 'serve', ...rest] = process.argv.slice(2);
  const command = commands.get(name);
  if (!command) throw new Error(`未知命令 / unknown command: ${name}. ${[...commands.keys()].join(', ')}`);
  await command(rest);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
