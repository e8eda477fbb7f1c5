import { callAs, type Answer } from './access-calls';
import { confirmedAt } from './access-lines-parks';
import type { Caller, World } from './access-world';
import { ranOf } from './allocating';
import { released, type ShownIntent } from './investing';
import type { Operation } from './operations';
import { slotTerms, slotted } from './parks';
import type { Person } from './people';

const FLOOR = { capacities: [{ resource: 'FLOOR', capacity: 4_000 }] };
const needs = (power: number) => [
  { resource: 'FLOOR', capacity: 3_000 },
  { resource: 'POWER', capacity: power },
];
/** More power than the park has left: one is placed, one ranks too low, for one a reserve is in the way. */
const WANTED = [
  { jobs: 250, needs: needs(2_100) },
  { jobs: 200, needs: needs(2_300) },
  { jobs: 150, needs: needs(1_100) },
];

/** A plant with power of its own, and three that share what the park has. */
export async function plantsIn({ app, near }: World, parkId: string): Promise<string> {
  const add = (code: string, terms: object) =>
    slotted(app, near.operator, 'addParkSlot', { parkId, expectedVersion: 2, code, kind: 'PLANT', terms });
  const { id } = await add('A-1', slotTerms());
  for (const code of ['B-1', 'B-2', 'B-3']) await add(code, slotTerms(FLOOR));
  return id;
}

/** Another park of the same county that is shown a rival’s intent and has a slot for it. */
export async function parkOfOthers(world: World, rivalsToken: string): Promise<string> {
  const { app, own } = world;
  const parkId = await confirmedAt(world, own);
  const said = { parkId, expectedVersion: 2, code: 'A-1', kind: 'PLANT', terms: slotTerms() };
  await slotted(app, own.operator, 'addParkSlot', said);
  await released(app, rivalsToken, parkId, { needs: needs(500) });
  return parkId;
}

/** One run of the region by its office and one by the other park for itself: both tell others than the parties. */
export async function runsOfOthers(world: World, office: Person, parkId: string): Promise<string[]> {
  const { app, own } = world;
  const ofRegion = await ranOf(app, office, { regionCode: own.westCounty });
  return [ofRegion, await ranOf(app, own.operator, { parkId })];
}

/** Intents shown to the park alone, for a run to place, to refuse, and to name in a blocking pair. */
export async function wantedInRuns(
  { app }: World,
  token: string,
  { parkId, terms }: { parkId: string; terms: object },
): Promise<{ intents: ShownIntent[]; releases: string[] }> {
  const planted = { intents: [] as ShownIntent[], releases: [] as string[] };
  for (const wanted of WANTED) {
    const { intent, release } = await released(app, token, parkId, {
      ...terms,
      ...wanted,
      industryCode: '1351',
    });
    planted.intents.push(intent);
    planted.releases.push(release.id);
  }
  return planted;
}

/** All that one is told of a run: that it was done, his park’s view, his enterprise’s. Id and times are those of the run. */
export async function toldOfRun(
  world: World,
  caller: Caller,
  { queries, runId, parkIds }: { queries: readonly Operation[]; runId: string; parkIds: readonly string[] },
): Promise<string> {
  const answers: Answer[] = [];
  for (const operation of queries.filter(({ name }) => name.startsWith('parkRun') && name !== 'parkRuns'))
    for (const parkId of operation.name === 'parkRunOfPark' ? parkIds : [null])
      answers.push(await callAs(world, caller, operation, { id: runId, runId, parkId }));
  return JSON.stringify(answers)
    .replaceAll(runId, '#')
    .replace(/"(requestedAt|endedAt)":"[^"]*"/g, '"$1":"#"');
}

/** How many more runs a list counts than it did, and how many of those named it shows more. */
export function grownBy(
  now: string,
  then: string | undefined,
  runs: readonly string[],
): { count: number; shown: number } {
  const totalOf = (text: string) => Number(/"totalCount":(\d+)/.exec(text)?.[1]);
  const shown = (text: string) => runs.filter((id) => text.includes(id)).length;
  return { count: totalOf(now) - totalOf(then ?? ''), shown: shown(now) - shown(then ?? '') };
}

interface ParksView {
  readonly slots: readonly { readonly intentId: string | null }[];
  readonly waiting: readonly { readonly intentId: string }[];
  readonly blockingPairs: readonly { readonly intentId: string }[];
}
/** Of what a park was told: whom it was given, who has too little room or rank, and who stands in a blocking pair. */
export function placesIn(told: string): { given: string[]; waiting: string[]; blocking: string[] } {
  const answers = JSON.parse(told) as { data: { parkRunOfPark?: ParksView } | null }[];
  const views = answers.flatMap(({ data }) => data?.parkRunOfPark ?? []);
  const idsOf = (part: keyof ParksView) =>
    [...new Set(views.flatMap((view) => view[part].flatMap(({ intentId }) => intentId ?? [])))].toSorted();
  const blocking = idsOf('blockingPairs');
  const waiting = idsOf('waiting').filter((id) => !blocking.includes(id));
  return { given: idsOf('slots'), waiting, blocking };
}
