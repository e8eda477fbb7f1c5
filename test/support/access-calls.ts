import type { Line } from './access-line';
import type { Caller, Place, World } from './access-world';
import { freshKey, type GraphqlAnswer } from './app';
import type { Operation } from './operations';

export type Answer = GraphqlAnswer<Record<string, { refusals?: { code: string }[] } | null> | null>;

/** The variables of one call that names the record. */
export function variablesOf(
  world: World,
  operation: Operation,
  line: Line,
  named: { id: string; expectedVersion?: number },
): Record<string, unknown> {
  const said = line.variables(named.id, world.own, world);
  if (!operation.input) return { ...said };
  const fields = operation.input.getFields();
  return {
    input: {
      ...(fields['idempotencyKey'] ? { idempotencyKey: freshKey() } : {}),
      ...(String(fields['expectedVersion']?.type) === 'Int!'
        ? { expectedVersion: named.expectedVersion ?? 1 }
        : {}),
      ...said,
    },
  };
}

export function callAs(
  world: World,
  caller: Caller,
  operation: Operation,
  variables: Record<string, unknown>,
  token = caller.person?.token ?? null,
): Promise<Answer> {
  return world.app.graphql(operation.documentFor(variables), variables, { token });
}

/** All a caller is told: of a list page by page, but one page of what is published. */
export async function pagesFor(
  world: World,
  caller: Caller,
  operation: Operation,
  variables: Record<string, unknown>,
  published: boolean,
): Promise<Answer[]> {
  const answer = await callAs(world, caller, operation, variables);
  const { pageInfo } = (answer.data?.[operation.name] ?? {}) as Paged;
  if (published || !pageInfo?.hasNextPage) return [answer];
  const rest = { ...variables, after: pageInfo.endCursor };
  return [answer, ...(await pagesFor(world, caller, operation, rest, published))];
}
interface Paged {
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export function allows(operation: Operation, caller: Caller): boolean {
  const { access } = operation;
  if (access?.kind === 'PUBLIC') return true;
  if (!caller.role || !access) return false;
  return access.kind === 'SIGNED_IN' || access.roles.includes(caller.role);
}

export const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code;

/** Not done: an error, or refusals in the payload. */
export const isRefused = (operation: Operation, answer: Answer) =>
  answer.errors !== undefined || (answer.data?.[operation.name]?.refusals?.length ?? 0) > 0;

/** The whole answer without the ids in it, to compare two of them. */
export const withoutIds = (answer: Answer) =>
  JSON.stringify(answer).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');

/** Runs the work with at most so many at once. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  atOnce = 12,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The record of one line at each of the three places. */
export interface Prepared {
  readonly operation: Operation;
  readonly line: Line;
  readonly ids: Readonly<Record<Place['label'], string>>;
}

export async function prepare(
  world: World,
  operation: Operation,
  line: Line,
  places: readonly Place['label'][] = ['own', 'near', 'far'],
): Promise<Prepared> {
  const at = async (place: Place) =>
    line.record && places.includes(place.label) ? await line.record(world, place) : '';
  return {
    operation,
    line,
    ids: { own: await at(world.own), near: await at(world.near), far: await at(world.far) },
  };
}
