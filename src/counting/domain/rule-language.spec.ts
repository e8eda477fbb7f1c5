import fc from 'fast-check';
import {
  askedBy,
  holds,
  readWhen,
  RuleNotUnderstood,
  type FactValue,
  type Known,
  type When,
} from './rule-language';

const WORDS = {
  facts: new Map([
    ['is.big', 'FLAG'],
    ['kind', 'TEXT'],
    ['otherKind', 'TEXT'],
    ['lists', 'TEXTS'],
    ['count', 'NUMBER'],
  ] as const),
  rules: new Set(['YES']),
};

const kinds = fc.constantFrom('A', 'B', 'C');
const compared: fc.Arbitrary<When> = fc.oneof(
  fc.constant({ fact: 'is.big', op: 'true' } as const),
  kinds.map((value) => ({ fact: 'kind', op: 'eq', value }) as const),
  fc.constant({ fact: 'kind', op: 'eq', other: 'otherKind' } as const),
  fc
    .subarray(['A', 'B', 'C'], { minLength: 1 })
    .map((values) => ({ fact: 'kind', op: 'in', values }) as const),
  kinds.map((value) => ({ fact: 'lists', op: 'has', value }) as const),
  fc
    .record({ op: fc.constantFrom('gte' as const, 'lte' as const), value: fc.integer({ min: 0, max: 5 }) })
    .map(({ op, value }) => ({ fact: 'count', op, value })),
  fc.constant({ rule: 'YES' }),
);
const joined = (parts: fc.Arbitrary<When>): fc.Arbitrary<When> =>
  fc.oneof(
    parts,
    fc.array(parts, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(parts, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    parts.map((not) => ({ not })),
  );
const whens = joined(joined(joined(compared)));
const text = fc.option(kinds);
const knowns: fc.Arbitrary<Known> = fc.record({
  facts: fc.record<Record<string, FactValue>>(
    {
      'is.big': fc.option(fc.boolean()),
      kind: text,
      otherKind: text,
      lists: fc.option(fc.subarray(['A', 'B', 'C'])),
      count: fc.option(fc.integer({ min: 0, max: 5 })),
    },
    { requiredKeys: [] },
  ),
  rules: fc.record({ YES: fc.constantFrom('0', '1') }),
});

/** The language read once more, as a table of truth: what is not known makes every comparison with it false. */
function truth(when: When, { facts, rules }: Known): boolean {
  if ('all' in when) return !when.all.some((part) => !truth(part, { facts, rules }));
  if ('any' in when) return when.any.filter((part) => truth(part, { facts, rules })).length > 0;
  if ('not' in when) return !truth(when.not, { facts, rules });
  if (!('fact' in when)) return rules[when.rule] === '1';
  const value = facts[when.fact];
  if (value === undefined || value === null) return false;
  if (when.op === 'true') return value as boolean;
  if (when.op === 'in') return new Set(when.values).has(value as string);
  if (when.op === 'has') return (value as string[]).filter((one) => one === when.value).length > 0;
  if (when.op === 'eq') return 'other' in when ? facts[when.other] === value : when.value === value;
  const number = value as number;
  return when.op === 'gte' ? !(number < when.value) : when.op === 'lte' && !(number > when.value);
}

describe('the language of the rules', () => {
  it('answers every condition for whatever is known, and only as its words say', () => {
    fc.assert(
      fc.property(whens, knowns, (when, known) => expect(holds(when, known)).toBe(truth(when, known))),
      {
        numRuns: 3_000,
      },
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(whens, (when) => {
        expect(readWhen(JSON.parse(JSON.stringify(when)), WORDS, 'here')).toEqual(when);
      }),
    );
  });

  it('asks for no fact its conditions do not name: another one changes nothing', () => {
    fc.assert(
      fc.property(whens, knowns, knowns, (when, known, other) => {
        const { facts, rules } = askedBy(when);
        const only = (source: Known): Known => ({
          facts: {
            ...other.facts,
            ...Object.fromEntries(facts.map((name) => [name, source.facts[name] ?? null])),
          },
          rules: {
            ...other.rules,
            ...Object.fromEntries(rules.map((key) => [key, source.rules[key] ?? ''])),
          },
        });
        expect(holds(when, only(known))).toBe(holds(when, known));
      }),
    );
  });

  it('refuses whatever it does not know, whole', () => {
    const wrong: unknown[] = [
      null,
      'true',
      [],
      {},
      { all: [] },
      { all: 'x' },
      { fact: 'is.small', op: 'true' },
      { fact: '__proto__', op: 'true' },
      { fact: 'is.big', op: 'eq', value: 'A' },
      { fact: 'kind', op: 'gte', value: 1 },
      { fact: 'kind', op: 'eq' },
      { fact: 'kind', op: 'eq', value: 3 },
      { fact: 'kind', op: 'eq', other: 'count' },
      { fact: 'kind', op: 'in', values: [] },
      { fact: 'count', op: 'gte', value: '1' },
      { fact: 'count', op: 'gte', value: Infinity },
      { fact: 'count', op: 'gte', value: 1, other: 'kind' },
      { fact: 'count', op: 'true' },
      { rule: 'UNKNOWN' },
      { rule: 'YES', not: { rule: 'YES' } },
      { not: [{ rule: 'YES' }] },
    ];
    for (const json of wrong) expect(() => readWhen(json, WORDS, 'here')).toThrow(RuleNotUnderstood);
    for (const json of wrong) expect(() => readWhen({ any: [json] }, WORDS, 'here')).toThrow(/here/);
  });
});
