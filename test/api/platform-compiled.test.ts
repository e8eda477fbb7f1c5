import { Logger } from '@nestjs/common';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { post } from '../support/raw-http';
import { Sampler } from '../support/sampler';

const SAMPLE = '{ __typename number defaulted spelledOtherwise at amount colour words grid doubled spoken }';
type Case = [what: string, query: string, variables?: object];

/** Answered by compiled functions: checked by the field that tells. */
const COMPILED: Case[] = [
  ['scalars, enums, lists, loaders', `{ engine sample ${SAMPLE} }`],
  ['a null', '{ engine sample(number: 0) { number } }'],
  ['aliases', '{ engine a: sample { x: number y: number } b: sample(number: 2) { x: number } }'],
  [
    'fragments',
    `{ engine ...A sample { number ...B } } fragment A on Query { sample { ...B words } } fragment B on Specimen ${SAMPLE}`,
  ],
  ['fields said twice', '{ engine sample { number } sample { number doubled } }'],
  [
    'a page',
    `query ($n: Int) { engine samples(first: $n) { edges { cursor node ${SAMPLE} } pageInfo { hasNextPage endCursor } totalCount } }`,
    { n: 2 },
  ],
  ['a page without count', 'query { engine samples { edges { node { number } } } }'],
  ['a variable not given', 'query ($n: Int) { engine samples(first: $n) { edges { cursor } } }'],
  ['a null where a default is', 'query ($n: Int) { engine sample(number: $n) { number } }', { n: null }],
  ['a variable with a default', 'query ($n: Int = 5) { engine sample(number: $n) { number } }'],
  ['a list of one', 'query ($c: [Colour!]) { engine echo(colours: $c) }', { c: 'RED' }],
  ['lists and literals', 'query { engine echo(colours: [RED, GREEN], flag: false, ratio: 1.5) }'],
  [
    'an input object',
    'query ($f: SpecimenFilter) { engine echo(filter: $f) }',
    { f: { colour: 'GREEN', text: ' x ', ids: [] } },
  ],
  ['an empty input object', 'query ($f: SpecimenFilter) { engine echo(filter: $f) }', { f: {} }],
  [
    'nulls inside an input object',
    'query ($f: SpecimenFilter) { engine echo(filter: $f) }',
    { f: { colour: null, from: null } },
  ],
  ['no input object', 'query ($f: SpecimenFilter) { engine echo(filter: $f) }'],
  ['an operation of several', 'query A { engine } query B { sample { number } }', undefined],
  ['a guard', '{ engine mine forOthers }'],
  ['nobody’s field', '{ engine forOthers unmarked }'],
  ...['not found', 'bad input', 'refused', 'unexpectedly', 'later', 'no number'].map((how): Case => [
    `what fails: ${how}`,
    'query ($how: ShortText!) { engine fails(how: $how) sample { number } }',
    { how },
  ]),
  ['an error deep in a list', '{ engine sample { others { number odd } } }'],
  ['a null that may not be', '{ engine samples { edges { node { number surelyOdd } } } }'],
  [
    'a null that may not be, up to the next that may',
    'query { engine a: sample(number: 2) { surelyOdd } sample { number } }',
  ],
];

/** Left to graphql-js. */
const LEFT: Case[] = [
  ['a default for what may not be null', 'query ($n: Int! = 5) { engine sample(number: $n) { number } }'],
  ['texts in the document', '{ engine echo(filter: { text: "a" }) }'],
  ['block texts', '{ engine fails(how: """not found""") }'],
  ['a text as default', 'query ($how: ShortText! = "later") { engine fails(how: $how) }'],
  [
    'skip and include',
    'query ($x: Boolean!) { engine sample { number @skip(if: $x) at @include(if: $x) ...A @include(if: $x) } } fragment A on Specimen { amount }',
    { x: true },
  ],
  ['interfaces', '{ engine vehicles { __typename name ... on Cart { wheels } } }'],
  ['unions', '{ engine moving { __typename ... on Cart { name wheels } ... on Boat { masts } } }'],
  ['variables inside literals', 'query ($c: Colour) { engine echo(filter: { colour: $c }) }'],
  ['names like its own', '{ engine __context: engine __proto__: engine }'],
];

/** No engine runs at all, or only graphql-js knows what is wrong. */
const REFUSED: Case[] = [
  ['a bad scalar', 'query ($f: SpecimenFilter) { echo(filter: $f) }', { f: { ids: ['x'] } }],
  ['a bad enum', 'query ($c: [Colour!]) { echo(colours: $c) }', { c: ['BLUE'] }],
  ['a bad number', 'query ($n: Int) { samples(first: $n) { totalCount } }', { n: 1.5 }],
  ['an unknown field', 'query ($f: SpecimenFilter) { echo(filter: $f) }', { f: { colur: 'RED' } }],
  ['a list for an object', 'query ($f: SpecimenFilter) { echo(filter: $f) }', { f: ['x'] }],
  ['a missing variable', 'query ($how: ShortText!) { fails(how: $how) }'],
  ['a null variable', 'query ($how: ShortText!) { fails(how: $how) }', { how: null }],
  ['an unknown argument', '{ sample(colour: RED) { number } }'],
];

describe('a compiled query', () => {
  let compiled: PlatformApp;
  let plain: PlatformApp;
  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    compiled = await startPlatform([Sampler], 'serve', { COMPILE_QUERIES_AFTER: '1' });
    plain = await startPlatform([Sampler], 'serve', { COMPILE_QUERIES_AFTER: '0' });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await Promise.all([compiled.close(), plain.close()]);
  });

  const both = async ([, query, variables]: Case, headers: Record<string, string>) => {
    const operationName = query.includes('query A') ? { operationName: 'A' } : {};
    const answers = [];
    for (const app of [compiled, compiled, plain])
      answers.push(await post(app, { query, variables, ...operationName }, headers));
    return answers.map(({ status, text, json }) => ({
      status,
      engine: json?.data?.['engine'],
      text: text.replace('"engine":"compiled"', '"engine":"graphql-js"'),
    }));
  };
  const callers: Record<string, string>[] = [
    {},
    { 'accept-language': 'en', authorization: 'Bearer one' },
    { authorization: 'Bearer wrong' },
  ];

  it.each([
    ...COMPILED.map((one) => [...one.slice(0, 2), one[2], 'compiled']),
    ...LEFT.map((one) => [...one.slice(0, 2), one[2], 'graphql-js']),
    ...REFUSED.map((one) => [...one.slice(0, 2), one[2], undefined]),
  ] as [string, string, object | undefined, string | undefined][])(
    'says of %s what graphql-js says',
    async (what, query, variables, engine) => {
      for (const headers of callers) {
        const [first, second, third] = await both([what, query, variables], headers);
        expect(first).toEqual({ ...third, engine: third?.engine && engine });
        expect(second).toEqual(first);
      }
    },
  );
});
