import type { BilingualText } from './refusal';

/** One verb: from which states, to which, and which roles may. A verb with several targets stands several times. */
export interface Transition<State extends string, Verb extends string, Role extends string> {
  readonly verb: Verb;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Role[];
}

/** A lifecycle as data. `initial` is the first state unless said otherwise; `names` are what people read in refusals. */
export interface StateDefinition<State extends string, Verb extends string, Role extends string> {
  readonly states: readonly State[];
  readonly initial?: NoInfer<State>;
  readonly terminal: readonly NoInfer<State>[];
  readonly transitions: readonly Transition<NoInfer<State>, Verb, Role>[];
  readonly names?: {
    readonly states?: { readonly [S in NoInfer<State>]?: BilingualText };
    readonly verbs?: { readonly [V in NoInfer<Verb>]?: BilingualText };
  };
}

type AnyDefinition = StateDefinition<string, string, string>;

/** Every mistake in the table, so that a wrong table is mended in one go; empty when it is sound. */
export function mistakesIn(definition: AnyDefinition): string[] {
  return [
    ...unknownStates(definition),
    ...repeated(definition.states).map((state) => `state ${state} is listed twice`),
    ...unusableTransitions(definition),
    ...ambiguousVerbs(definition),
    ...wrongEnds(definition),
    ...unreachableStates(definition),
  ];
}

function unknownStates({ states, initial, terminal, transitions }: AnyDefinition): string[] {
  if (states.length === 0) return ['there are no states'];
  const known = new Set(states);
  const used = [
    ...(initial === undefined ? [] : [initial]),
    ...terminal,
    ...transitions.flatMap((t) => [...t.from, t.to]),
  ];
  return [...new Set(used)].filter((state) => !known.has(state)).map((state) => `state ${state} is unknown`);
}

function unusableTransitions({ transitions }: AnyDefinition): string[] {
  return [
    ...transitions.filter((t) => t.from.length === 0).map((t) => `${t.verb} starts from no state`),
    ...transitions.filter((t) => t.by.length === 0).map((t) => `${t.verb} may be done by nobody`),
  ];
}

function ambiguousVerbs({ transitions }: AnyDefinition): string[] {
  const uses = transitions.flatMap((t) => t.from.map((state) => `${t.verb} from ${state}`));
  return repeated(uses).map((use) => `${use} is defined twice`);
}

function wrongEnds({ states, terminal, transitions }: AnyDefinition): string[] {
  const left = new Set(transitions.flatMap((t) => t.from));
  const ends = new Set(terminal);
  return [
    ...states
      .filter((s) => !ends.has(s) && !left.has(s))
      .map((s) => `state ${s} is a dead end but not terminal`),
    ...states.filter((s) => ends.has(s) && left.has(s)).map((s) => `state ${s} is terminal but can be left`),
  ];
}

function unreachableStates({ states, initial = states[0], transitions }: AnyDefinition): string[] {
  const reached = new Set(initial === undefined ? [] : [initial]);
  // A Set visits what is added while it is walked, so this runs to the closure.
  for (const state of reached) {
    for (const t of transitions) if (t.from.includes(state)) reached.add(t.to);
  }
  return states.filter((state) => !reached.has(state)).map((state) => `state ${state} is unreachable`);
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
