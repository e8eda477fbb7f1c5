/** What a fact is: a rule that asks something else of it is not understood. */
export type FactType = 'FLAG' | 'TEXT' | 'TEXTS' | 'NUMBER';
/** Null: not known, or there is none; every comparison with it is false. */
export type FactValue = boolean | string | number | readonly string[] | null;

/** A condition over facts, as it stands in the rule data. */
export type When =
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] }
  | { readonly not: When }
  /** A dated rule of the unit's region that says yes. */
  | { readonly rule: string }
  | { readonly fact: string; readonly op: 'true' }
  | { readonly fact: string; readonly op: 'eq' | 'has'; readonly value: string }
  | { readonly fact: string; readonly op: 'eq'; readonly other: string }
  | { readonly fact: string; readonly op: 'in'; readonly values: readonly string[] }
  | { readonly fact: string; readonly op: 'gte' | 'lte'; readonly value: number };

/** What a condition may speak of. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactType>;
  /** Keys of the dated rules. */
  readonly rules: ReadonlySet<string>;
}

/** What is known where a condition is asked. */
export interface Known {
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Values of the dated rules asked for. */
  readonly rules: Readonly<Record<string, string>>;
}

/** The rule data cannot be understood; it says where. */
export class RuleNotUnderstood extends Error {}

/** Reads one condition; throws RuleNotUnderstood on anything outside the language or the vocabulary. */
export function readWhen(json: unknown, words: Vocabulary, at: string): When {
  const said = recordOf(json, at);
  const keys = Object.keys(said).toSorted().join(' ');
  if (keys === 'all' || keys === 'any') {
    const parts = listOf(said[keys], `${at}.${keys}`).map((part, index) =>
      readWhen(part, words, `${at}.${keys}[${index}]`),
    );
    return keys === 'all' ? { all: parts } : { any: parts };
  }
  if (keys === 'not') return { not: readWhen(said['not'], words, `${at}.not`) };
  if (keys === 'rule') return { rule: ruleKey(said['rule'], words, at) };
  const fact = textOf(said['fact'], `${at}.fact`);
  return readComparison(said, keys, { fact, type: typeOf(fact, words, at) }, words, at);
}

function readComparison(
  said: Readonly<Record<string, unknown>>,
  keys: string,
  { fact, type }: { fact: string; type: FactType },
  words: Vocabulary,
  at: string,
): When {
  const shape = `${type} ${String(said['op'])} ${keys}`;
  switch (shape) {
    case 'FLAG true fact op':
      return { fact, op: 'true' };
    case 'TEXT eq fact op value':
      return { fact, op: 'eq', value: textOf(said['value'], at) };
    case 'TEXTS has fact op value':
      return { fact, op: 'has', value: textOf(said['value'], at) };
    case 'TEXT in fact op values':
      return { fact, op: 'in', values: listOf(said['values'], at).map((value) => textOf(value, at)) };
    case 'TEXT eq fact op other': {
      const other = textOf(said['other'], at);
      if (typeOf(other, words, at) === 'TEXT') return { fact, op: 'eq', other };
      break;
    }
    case 'NUMBER gte fact op value':
    case 'NUMBER lte fact op value':
      return { fact, op: boundOf(said['op']), value: numberOf(said['value'], at) };
    default:
  }
  throw new RuleNotUnderstood(`${at}: ${shape} is no condition`);
}

/** Total: whatever is known, a condition holds or does not. */
export function holds(when: When, known: Known): boolean {
  if ('all' in when) return when.all.every((part) => holds(part, known));
  if ('any' in when) return when.any.some((part) => holds(part, known));
  if ('not' in when) return !holds(when.not, known);
  if (!('fact' in when)) return isYes(known.rules[when.rule]);
  const value = known.facts[when.fact] ?? null;
  if (value === null) return false;
  switch (when.op) {
    case 'true':
      return value === true;
    case 'has':
      return Array.isArray(value) && value.includes(when.value);
    case 'in':
      return when.values.some((one) => one === value);
    case 'eq':
      return value === ('other' in when ? (known.facts[when.other] ?? null) : when.value);
    case 'gte':
      return typeof value === 'number' && value >= when.value;
    case 'lte':
      return typeof value === 'number' && value <= when.value;
  }
}

/** The facts and dated rules a condition asks for. */
export function askedBy(when: When): { facts: string[]; rules: string[] } {
  if ('all' in when || 'any' in when) {
    const parts = ('all' in when ? when.all : when.any).map(askedBy);
    return { facts: parts.flatMap(({ facts }) => facts), rules: parts.flatMap(({ rules }) => rules) };
  }
  if ('not' in when) return askedBy(when.not);
  if (!('fact' in when)) return { facts: [], rules: [when.rule] };
  return { facts: 'other' in when ? [when.fact, when.other] : [when.fact], rules: [] };
}

/** Dated rules of the kind yes or no say 1. */
const isYes = (value: string | undefined) => value === '1';

const boundOf = (op: unknown): 'gte' | 'lte' => (op === 'gte' ? 'gte' : 'lte');

function typeOf(fact: string, { facts }: Vocabulary, at: string): FactType {
  const type = facts.get(fact);
  if (!type) throw new RuleNotUnderstood(`${at}: there is no fact ${fact}`);
  return type;
}

function ruleKey(value: unknown, { rules }: Vocabulary, at: string): string {
  const key = textOf(value, at);
  if (!rules.has(key)) throw new RuleNotUnderstood(`${at}: there is no dated rule ${key}`);
  return key;
}

export function recordOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RuleNotUnderstood(`${at} is no record`);
  return value as Record<string, unknown>;
}

export function listOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new RuleNotUnderstood(`${at} is no list, or empty`);
  return value;
}

export function textOf(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new RuleNotUnderstood(`${at} is no text`);
  return value;
}

function numberOf(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RuleNotUnderstood(`${at} is no number`);
  return value;
}
