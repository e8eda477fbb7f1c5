import { randomUUID } from 'node:crypto';
import { Reactions } from '../../../src/platform/index';
import { ReactionRegistry } from '../../../src/platform/jobs/registry';
import { ACCOUNT_AND_ADDRESS } from '../../../src/organizations/domain/patience';
import { eventually } from '../../support/eventually';
import { ask, must, place } from './ordering';
import type { Stage } from './stage';

/** Several buyers, two processes, one lot with room for ten. */
export async function neverOversold(stage: Stage): Promise<string> {
  const goods = await stage.goods(10);
  const { buyers } = stage.intensity;
  const answers = await Promise.all(
    Array.from({ length: buyers }, (_, index) => placeOrAgain(stage, index, goods)),
  );
  const sold = answers.filter(({ id }) => id).length;
  const short = answers.filter(({ refusal }) => refusal === 'LOT_SHORT').length;
  must(sold === 10 && short === buyers - 10, `${sold} sold, ${short} refused of ${buyers}`);
  const [lot] = await stage.app.database.query<{ reserved: number }>(
    'SELECT count(*)::int AS reserved FROM order_lines WHERE lot_id = $1',
    [goods.lotId],
  );
  must(lot?.reserved === 10, `${lot?.reserved} lines stored`);
  return `${buyers} buyers, 10 sold, ${short} told LOT_SHORT`;
}

/** Busy is an answer, too: the caller comes again with his key. */
async function placeOrAgain(stage: Stage, index: number, goods: Awaited<ReturnType<Stage['goods']>>) {
  const key = randomUUID();
  for (;;) {
    const answer = await place(stage, stage.web(index), goods, key);
    if (answer.status !== 503) return answer;
  }
}

/** One key, many times at once, on both processes. */
export async function oneKeyOneOrder(stage: Stage): Promise<string> {
  const goods = await stage.goods(5);
  const keys = Array.from({ length: 5 }, () => randomUUID());
  const answers = await Promise.all(
    keys.flatMap((key) =>
      Array.from({ length: 8 }, (_, index) => place(stage, stage.web(index), goods, key)),
    ),
  );
  const ids = new Set(answers.map(({ id }) => id));
  must(ids.size === 5 && !ids.has(undefined), `${ids.size} orders for 5 keys: ${JSON.stringify(answers[0])}`);
  return '40 calls with 5 keys on 2 processes, 5 orders';
}

/** Every reaction has caught up with every event, within so many milliseconds. */
export async function reactionsCaughtUp(stage: Stage, milliseconds: number): Promise<string> {
  const registry = stage.app.nest.get(ReactionRegistry, { strict: false });
  const reactions = stage.app.nest.get(Reactions);
  const begun = performance.now();
  await eventually(async () => {
    for (const name of registry.names()) if ((await reactions.pending(name)).length > 0) return false;
    return true;
  }, milliseconds);
  const [events] = await stage.app.database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM domain_events',
  );
  return `${events?.n} events handled, ${Math.round(performance.now() - begun)} ms after the last`;
}

/** A page begun on one process goes on at the other. */
export async function cursorsTravel(stage: Stage): Promise<string> {
  const query = `query ($after: Cursor) { orders(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } }`;
  const { token } = stage.people.buyer.clerk;
  type Page = { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } };
  const read = async (index: number, after: string | null) => {
    const answer = await ask(stage.web(index), query, { after }, token);
    must(!answer.body?.errors, `page refused: ${JSON.stringify(answer.body?.errors)}`);
    return answer.body?.data?.['orders'] as Page;
  };
  const first = await read(0, null);
  const second = await read(1, first.pageInfo.endCursor);
  const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
  must(
    ids.length === 4 && new Set(ids).size === 4,
    `${new Set(ids).size} different orders on two pages of 2`,
  );
  return 'page 1 on one process, page 2 on the other';
}

/** Tries of a password count together, whichever process hears them. */
export async function throttlesAreShared(stage: Stage): Promise<string> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { refusals { code } } }`;
  const { login } = stage.people.otherBuyer.clerk;
  const tries = Array.from({ length: 24 }, async (_, index) => {
    const input = { login, password: `falsch-${index}-mima` };
    const answer = await ask(stage.web(index), query, { input });
    const payload = answer.body?.data?.['signIn'] as { refusals: { code: string }[] } | null;
    return payload?.refusals[0]?.code ?? `HTTP ${answer.status}`;
  });
  const codes = await Promise.all(tries);
  const heard = codes.filter((code) => code === 'SIGN_IN_FAILED').length;
  const late = codes.filter((code) => code === 'TRY_LATER').length;
  const most = ACCOUNT_AND_ADDRESS.free + 2; // one more when the first delay ran out meanwhile
  must(
    heard > 0 && heard <= most && heard + late === 24,
    `heard ${heard}, told to wait ${late}: ${codes.join(' ')}`,
  );
  return `24 guesses at once over both processes: ${heard} heard, ${late} told to wait`;
}
