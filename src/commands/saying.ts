import { SystemClock } from '../platform/index';

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** One line for one finished piece of work: what, how long, what came of it. */
export async function step(name: string, work: () => Promise<string>): Promise<void> {
  const clock = new SystemClock();
  const begun = clock.now().getTime();
  const note = await work();
  say(`✓ ${name} · ${seconds(clock.now().getTime() - begun)} · ${note}`);
}
