import { poolerIsThere } from './pooler';
import { SCENES, type Scene } from './scenes';
import { LONG, SHORT, Stage } from './stage';

const HELP = `npm run drill [-- options]

  --short          once, without what takes long (about a minute)
  --minutes <n>    again and again for so many minutes
  --only <words>   only the scenes whose sentence has these words (and the last two)
  --patience <n>   n times longer for everything: a machine that does other work as well keeps no times
  --pgbouncer      through a pgbouncer of this machine, in transaction mode
  --help
`;

interface Wish {
  readonly short: boolean;
  readonly minutes: number;
  readonly only: string;
  readonly patience: number;
}

function wishOf(args: readonly string[]): Wish {
  const valueOf = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : '');
  return {
    short: args.includes('--short'),
    minutes: Number(valueOf('--minutes') || 0),
    only: valueOf('--only'),
    patience: Number(valueOf('--patience') || 1),
  };
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function playOne(stage: Stage, scene: Scene): Promise<boolean> {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`.padStart(7);
  try {
    await stage.fill();
    const figures = await scene.play(stage);
    say(`✓ ${seconds()}  ${scene.holds} · ${figures}`);
    return true;
  } catch (error) {
    say(`✗ ${seconds()}  ${scene.holds} · ${error instanceof Error ? error.message : String(error)}`);
    stage.network.set('fine');
    await stage.startDatabase();
    return false;
  }
}

/** Plays every scene against a product of its own and says what held; false when something did not. */
export async function drill(args: readonly string[]): Promise<boolean> {
  if (args.includes('--help')) {
    say(HELP);
    return true;
  }
  if (args.includes('--pgbouncer') && !poolerIsThere()) {
    say('✗ 没有 pgbouncer / there is no pgbouncer on this machine');
    return false;
  }
  const wish = wishOf(args);
  const always = new Set(SCENES.slice(-2));
  const scenes = SCENES.filter((scene) => !(wish.short && scene.onlyLong)).filter(
    (scene) => scene.holds.includes(wish.only) || always.has(scene),
  );
  say('→ PostgreSQL, 2 web, 2 worker');
  const begun = performance.now();
  const intensity = { ...(wish.short ? SHORT : LONG), patience: wish.patience };
  const stage = await Stage.open(intensity, args.includes('--pgbouncer'));
  stage.progress = (text) => say(`             ${text}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stage.close().finally(() => process.exit(1)));
  let broken = 0;
  let played = 0;
  try {
    do {
      for (const scene of scenes) {
        played += 1;
        if (!(await playOne(stage, scene))) broken += 1;
      }
    } while (performance.now() - begun < wish.minutes * 60_000);
  } finally {
    await stage.close();
  }
  say(`${played - broken} held, ${broken} broke · ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return broken === 0;
}
