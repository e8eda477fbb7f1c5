import { setTimeout as sleep } from 'node:timers/promises';
import type { Goods } from '../../support/goods';
import { comeToRest, requireEqual } from './money/equality';
import { story, type Told } from './money/stories';
import { payOut } from './money/treasury';
import { kill, lookedAfter, troubled } from './money/troubles';
import { hearAtAll, surroundings, worldOf, type MoneyWorld } from './money/world';
import { must } from './ordering';
import { reactionsCaughtUp } from './races';
import type { Stage } from './stage';

/** No more than the land behind a lot bears. */
const ORDERS_OF_A_LOT = 50;

/**
 * Buyers pay by card, wallet and transfer, goods are accepted short, money goes back, the supplier is paid, the provider
 * fails and its events come twice and in any order, and processes die by kill -9 all the while.
 */
export async function moneyThroughDeaths(stage: Stage): Promise<string> {
  const world = await worldOf(stage);
  await stage.moveTo(surroundings(world));
  try {
    return await played(world);
  } finally {
    await stage.moveTo({});
  }
}

async function played(world: MoneyWorld): Promise<string> {
  const { stage } = world;
  const { clients, kills } = stage.intensity;
  hearAtAll(world);
  stage.app.clock.set(new Date());
  const [buying, paying] = [{ over: false }, { over: false }];
  const told: Told[] = [];
  let begun = 0;
  const lots: Promise<Goods>[] = [];
  const lotOf = (order: number) =>
    (lots[Math.floor(order / ORDERS_OF_A_LOT)] ??= stage.goods(ORDERS_OF_A_LOT));
  const buyer = async () => {
    while (!buying.over) {
      const number = (begun += 1);
      told.push(await story(world, await lotOf(number), number));
    }
  };
  const backstage = all(
    troubled(world, buying),
    every(500, paying, () => world.bank.tell(world.caller, world.tried, world.people.finance)),
    every(3_000, paying, () => lookedAfter(world)),
    every(1_000, paying, async () => stage.app.clock.set(new Date())),
  );
  const treasury = payOut(world, paying);
  const buyers = all(...Array.from({ length: clients }, buyer));
  const dead = await guarded(killings(world, kills), [buyers, backstage, treasury]);
  buying.over = true;
  await guarded(buyers, [backstage, treasury]);
  paying.over = true;
  const [payouts] = await Promise.all([treasury, backstage]);
  must(told.length >= clients, `${told.length} orders came to their end`);
  await comeToRest(world);
  await reactionsCaughtUp(stage, stage.within(30_000));
  const equal = await requireEqual(world, told, payouts);
  const { code, said } = await stage.reconcile();
  must(
    code === 0,
    `reconcile ended with ${code}:\n${said
      .split('\n')
      .filter((line) => !line.startsWith('✓'))
      .join('\n')
      .slice(0, 1500)}`,
  );
  return `${dead} processes killed in ${kills} blows, ${told.length} orders as told; ${equal}; all checks ✓`;
}

async function killings(world: MoneyWorld, blows: number): Promise<number> {
  let dead = 0;
  for (let number = 1; number <= blows; number += 1) {
    await sleep(500 + Math.random() * 1500);
    dead += await kill(world, number);
    world.stage.progress(`blow ${number} of ${blows}: ${dead} processes killed`);
  }
  return dead;
}

async function every(
  milliseconds: number,
  until: { over: boolean },
  work: () => Promise<void>,
): Promise<void> {
  do {
    await work();
    await sleep(milliseconds);
  } while (!until.over);
}

const all = async (...works: Promise<void>[]): Promise<void> => void (await Promise.all(works));

/** What fails beside it ends it, too. */
async function guarded<Result>(work: Promise<Result>, beside: Promise<unknown>[]): Promise<Result> {
  const failing = beside.map((one) => one.then(() => work));
  return Promise.race([work, ...failing]);
}
