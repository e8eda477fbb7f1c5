import { refuse } from './refusal';
import type { BilingualText, RefusalPath } from './refusal';
import { mistakesIn } from './state-definition';
import type { StateDefinition, Transition } from './state-definition';
import { workflowRefusals } from './workflow.refusals';

/** A sound, frozen lifecycle. */
export interface StateTable<State extends string, Verb extends string, Role extends string> {
  readonly states: readonly State[];
  readonly initial: State;
  readonly terminal: readonly State[];
  readonly transitions: readonly Transition<State, Verb, Role>[];
  /** The state after `verb`; throws Refused (ILLEGAL_TRANSITION) where the table has no such step. */
  next(state: State, verb: Verb, path?: RefusalPath): State;
  can(state: State, verb: Verb): boolean;
  isTerminal(state: State): boolean;
  /** As people call it; its code where it has no name. */
  nameOf(state: State): BilingualText;
  /** The verbs possible now, in the table's order; with `roles`, only those one of the roles may do. */
  verbsFrom(state: State, roles?: readonly string[]): Verb[];
  /** Whether one of the roles may do the verb: from `state` when given, from any state otherwise. */
  mayDo(verb: Verb, roles: readonly string[], state?: State): boolean;
}

/** The State and Verb unions of a table: `type OrderState = StateOf<typeof orderStates>`. */
export type StateOf<Table> = Table extends StateTable<infer State, string, string> ? State : never;
export type VerbOf<Table> = Table extends StateTable<string, infer Verb, string> ? Verb : never;

/**
 * Makes a state table, or throws TypeError naming every mistake: unknown or unreachable states, one verb
 * twice from one state, verbs nobody may do, dead ends that are not terminal, terminal states that can be left.
 */
export function defineStates<
  const State extends string,
  const Verb extends string,
  const Role extends string,
>(definition: StateDefinition<State, Verb, Role>): StateTable<State, Verb, Role> {
  const mistakes = mistakesIn(definition);
  if (mistakes.length > 0) throw new TypeError(`State table: ${mistakes.join('; ')}`);

  const transitions = Object.freeze(definition.transitions.map(frozen));
  const step = (state: State, verb: Verb) =>
    transitions.find((t) => t.verb === verb && t.from.includes(state));
  const allowed = (t: Transition<State, Verb, Role>, roles: readonly string[]) =>
    t.by.some((role) => roles.includes(role));

  return Object.freeze({
    states: Object.freeze([...definition.states]),
    initial: definition.initial ?? (definition.states[0] as State),
    terminal: Object.freeze([...definition.terminal]),
    transitions,
    next: (state: State, verb: Verb, path: RefusalPath = []) =>
      step(state, verb)?.to ??
      refuse(workflowRefusals.ILLEGAL_TRANSITION(named(definition, state, verb), path)),
    can: (state: State, verb: Verb) => step(state, verb) !== undefined,
    isTerminal: (state: State) => definition.terminal.includes(state),
    nameOf: (state: State) => nameOf(definition, state),
    verbsFrom: (state: State, roles?: readonly string[]) =>
      transitions.filter((t) => t.from.includes(state) && (!roles || allowed(t, roles))).map((t) => t.verb),
    mayDo: (verb: Verb, roles: readonly string[], state?: State) =>
      transitions.some(
        (t) => t.verb === verb && (state === undefined || t.from.includes(state)) && allowed(t, roles),
      ),
  });
}

function frozen<State extends string, Verb extends string, Role extends string>(
  t: Transition<State, Verb, Role>,
): Transition<State, Verb, Role> {
  return Object.freeze({ ...t, from: Object.freeze([...t.from]), by: Object.freeze([...t.by]) });
}

function nameOf<State extends string>(
  { names }: Pick<StateDefinition<State, string, string>, 'names'>,
  state: State,
): BilingualText {
  return names?.states?.[state] ?? { zh: state, en: state };
}

function named<State extends string, Verb extends string, Role extends string>(
  definition: StateDefinition<State, Verb, Role>,
  state: State,
  verb: Verb,
): { state: BilingualText; verb: BilingualText } {
  return {
    state: nameOf(definition, state),
    verb: definition.names?.verbs?.[verb] ?? { zh: verb, en: verb },
  };
}
