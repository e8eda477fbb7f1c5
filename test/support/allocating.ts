import { CarryOutParkRuns } from '../../src/allocating/reactions/carry-out-park-runs';
import { Role } from '../../src/organizations/index';
import type { TestApp } from './app';
import { done, intentTerms, released, type ShownIntent, type ShownRelease } from './investing';
import { parkScene, slotTerms, slotted, type ShownPark, type ShownSlot } from './parks';
import { addMember, addOrganization, PLACES, signInAgain, type Person } from './people';
import { quotes, type QuotingAnswer } from './quoting';

export interface ShownHold {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly slotId: string;
  readonly slotCode: string;
  readonly parkId: string;
  readonly intentId: string;
  readonly intentNumber: string;
  readonly investorName: string;
  readonly waitingId: string | null;
  readonly uses: readonly { readonly resource: string; readonly capacity: number }[];
  readonly expiresAt: string;
  readonly occupiedOn: string | null;
  readonly endedAs: string | null;
  readonly endNote: string | null;
}
export const HOLD = `id version state slotId slotCode parkId intentId intentNumber investorName waitingId
  uses { resource capacity } expiresAt occupiedOn endedAs endNote`;

export interface ShownWaiting {
  readonly id: string;
  readonly version: number;
  readonly slotId: string | null;
  readonly intentId: string;
  readonly position: number | null;
  readonly endedAs: string | null;
}
export const WAITING = 'id version slotId intentId position endedAs';

/** One verb on a hold over HTTP, by whoever he is, signed in anew. */
export const onHolds = async (
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownHold>> =>
  quotes<ShownHold>(app, await signInAgain(app, person), verb, input, `hold { ${HOLD} }`);

export const onWaitings = async (
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownWaiting>> =>
  quotes<ShownWaiting>(app, await signInAgain(app, person), verb, input, `waiting { ${WAITING} }`);

async function listed<Node>(app: TestApp, person: Person, list: string, args: string, shown: string) {
  const { data, errors } = await app.graphql<Record<
    string,
    { totalCount: number; edges: { node: Node }[] }
  > | null>(
    `{ ${list}(first: 100${args}) { totalCount edges { node { ${shown} } } } }`,
    {},
    { token: await signInAgain(app, person) },
  );
  const page = data?.[list];
  if (!page) throw new Error(`${list}: ${errors?.[0]?.extensions.code}`);
  const nodes = page.edges.map(({ node }) => node);
  if (nodes.length !== page.totalCount) throw new Error(`${list}: ${page.totalCount} and ${nodes.length}`);
  return nodes;
}

export const holdsOf = (app: TestApp, person: Person, args = '') =>
  listed<ShownHold>(app, person, 'slotHolds', args, HOLD);
export const waitingsOf = (app: TestApp, person: Person, args = '') =>
  listed<ShownWaiting>(app, person, 'slotWaitings', args, WAITING);

/** Asked for and carried out. */
export async function ranOf(app: TestApp, person: Person, scope: object): Promise<string> {
  const said = await quotes<{ id: string }>(
    app,
    await signInAgain(app, person),
    'requestParkRun',
    scope,
    'run { id }',
  );
  await app.nest.get(CarryOutParkRuns).tick();
  return done(said).id;
}

/** A park of 金阳 with shared power, an investor, and what tests of holds ask again and again. */
export async function allocatingScene(app: TestApp) {
  const scene = await parkScene(app);
  const investor = await app.transactions.run((tx) =>
    addMember(app, tx, scene.people.buyer.id, Role.ENTERPRISE_INVESTOR),
  );
  const rival = await app.transactions.run(async (tx) => {
    const said = { kind: 'ENTERPRISE', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
    return addMember(app, tx, await addOrganization(tx, said), Role.ENTERPRISE_INVESTOR);
  });
  const { manager } = scene.operator;
  return {
    ...scene,
    manager,
    investor,
    rival,
    /** Plants of 4,000 m²; power is shared by all. */
    async withSlots(
      codes: readonly string[],
      more: object = {},
    ): Promise<{ park: ShownPark; slots: ShownSlot[] }> {
      const park = await scene.confirmed(more);
      const slots: ShownSlot[] = [];
      for (const code of codes) {
        const terms = slotTerms({ capacities: [{ resource: 'FLOOR', capacity: 4_000 }] });
        const said = { parkId: park.id, expectedVersion: park.version, code, kind: 'PLANT', terms };
        slots.push(await slotted(app, manager, 'addParkSlot', said));
      }
      return { park, slots };
    },
    /** Released to the park: so much floor and power. */
    async wanting(
      parkId: string,
      { floor = 3_000, power = 1_000, by = investor }: { floor?: number; power?: number; by?: Person } = {},
      more: object = {},
    ): Promise<{ intent: ShownIntent; release: ShownRelease }> {
      const needs = [
        { resource: 'FLOOR', capacity: floor },
        { resource: 'POWER', capacity: power },
      ];
      return released(app, await signInAgain(app, by), parkId, intentTerms({ needs, ...more }));
    },
    hold: (slotId: string | undefined, releaseId: string, by: Person = manager) =>
      onHolds(app, by, 'holdSlot', { slotId, releaseId }),
    async held(slotId: string | undefined, releaseId: string): Promise<ShownHold> {
      return done(await onHolds(app, manager, 'holdSlot', { slotId, releaseId }));
    },
    on: (by: Person, verb: string, { id, version }: Pick<ShownHold, 'id' | 'version'>, more: object = {}) =>
      onHolds(app, by, verb, { holdId: id, expectedVersion: version, ...more }),
    queue: (releaseId: string, slotId: string | null = null) =>
      onWaitings(app, manager, 'queueForSlot', { releaseId, slotId }),
    /** By resource, as the park's books have it. */
    async taken(parkId: string): Promise<Record<string, number>> {
      const rows = await app.database.query<{ resource: string; taken: number }>(
        'SELECT resource, taken FROM park_resources WHERE park_id = $1 AND taken > 0 ORDER BY resource',
        [parkId],
      );
      return Object.fromEntries(rows.map(({ resource, taken }) => [resource, taken]));
    },
  };
}
export type AllocatingScene = Awaited<ReturnType<typeof allocatingScene>>;
