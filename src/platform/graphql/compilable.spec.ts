import { buildSchema, parse } from 'graphql';
import { CompiledQueries } from './compiled-queries';
import { isCompilable } from './compilable';

const schema = buildSchema(`
  type Query { level: Level  echo(text: String, number: Int, numbers: [Int]): String  any: Any }
  type Level { number: Int  next: Level  other: Level  third: Level }
  union Any = Level
`);
const asked = (text: string) => ({ hash: text, text, operationName: undefined, document: parse(text) });

describe('what is compiled', () => {
  it.each([
    ['{ level { number } }', true],
    ['query ($n: Int) { echo(number: $n) a: echo(number: 1, numbers: [1, 2]) __typename }', true],
    ['{ echo(text: "a") }', false],
    ['{ echo(text: """a""") }', false],
    ['query ($t: String = "a") { echo(text: $t) }', false],
    ['query ($n: Int) { echo(numbers: [1, $n]) }', false],
    ['{ level { number @skip(if: true) } }', false],
    ['{ __proto__: level { number } }', false],
    ['{ __typename: level { number } }', false],
    ['{ __schema { queryType { name } } }', false],
    ['{ any { __typename } }', false],
    ['mutation { level }', false],
  ])('%s: %s', (text, expected) => {
    expect(isCompilable(schema, parse(text))).toBe(expected);
  });

  it('is never a document that fragments blow up', () => {
    const fragments = Array.from(
      { length: 38 }, // who followed each would never end
      (_, i) =>
        `fragment F${i} on Level { next { ...F${i + 1} } other { ...F${i + 1} } third { ...F${i + 1} } }`,
    );
    const text = `{ level { ...F0 } } ${fragments.join(' ')} fragment F38 on Level { number }`;
    expect(isCompilable(schema, parse(text))).toBe(false);
  });

  // graphql-jit 0.8.9 turns such a text into `new Date(…)` in the source it evaluates.
  it('holds no text that the compiler would run', () => {
    const text = '{ echo(text: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d globalThis.ran = true") }';
    const queries = new CompiledQueries(schema, 1);
    expect(queries.find(asked(text))).toBeNull();
    expect('ran' in globalThis).toBe(false);
  });
});

describe('compiled queries', () => {
  it('are compiled at the use that was said, and kept', () => {
    const queries = new CompiledQueries(schema, 3);
    const runs = [1, 2, 3, 4].map(() => queries.find(asked('{ level { number } }')));
    expect(runs.map((run) => run !== null)).toEqual([false, false, true, true]);
    expect(runs[3]).toBe(runs[2]);
  });

  it('leave the document as it was for those who validated it', () => {
    const one = asked('{ level { number ...A } } fragment A on Level { next { number } }');
    const before = JSON.stringify(one.document);
    new CompiledQueries(schema, 1).find(one);
    expect(JSON.stringify(one.document)).toBe(before);
  });

  it('are compiled only so many at once, however many new documents come', () => {
    const queries = new CompiledQueries(schema, 1);
    const runs = Array.from({ length: 400 }, (_, i) => queries.find(asked(`{ a${i}: level { number } }`)));
    const compiled = runs.filter((run) => run !== null).length;
    expect(compiled).toBeGreaterThanOrEqual(200);
    expect(compiled).toBeLessThan(300);
  });

  it('are kept by size: long ones make room for each other, many short ones stay together', () => {
    const stay = (texts: readonly string[]) => {
      const queries = new CompiledQueries(schema, 2);
      for (const text of texts) for (const one of [asked(text), asked(text)]) queries.find(one);
      return texts.filter((text) => queries.find(asked(text)) !== null).length;
    };
    const long = Array.from({ length: 60 }, (_, i) => `{ a${i}: level { ${'number '.repeat(500)} } }`);
    expect(stay(long)).toBeLessThan(50);
    expect(stay(Array.from({ length: 150 }, (_, i) => `{ a${i}: level { number } }`))).toBe(150);
  });

  it('are never long lists of values, however few the fields', () => {
    const text = `{ ${'echo(numbers: [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20]) '.repeat(250)} }`;
    expect(isCompilable(schema, parse(text))).toBe(false);
  });

  it('refuse a schema in which two fields spell the same', () => {
    const twice = buildSchema(
      'type Query { a: Order b: Orderline } type Order { linex: Int } type Orderline { x: Int }',
    );
    expect(() => new CompiledQueries(twice, 1)).toThrow('Orderline.x');
  });
});
