/** One violation per line, each in a tree of its own: a rule that does not see its violation proves nothing. */
export interface Planted {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
}

const lines = (count: number) => '// a line\n'.repeat(count);
const longFunction = `export function long() {\n${'  void 0;\n'.repeat(60)}}\n`;

const single = (what: string, path: string, text: string): Planted => ({ what, files: { [path]: text } });

export const planted = {
  everythingIsOnTheList: [single('a folder nobody put on the list', 'src/warehouse/index.ts', '')],
  importsPointLeft: [
    single('an import', 'src/catalog/storage/a.ts', `import { x } from '../../procurement/index';`),
    single('a type import', 'src/catalog/storage/a.ts', `import type { X } from '../../procurement/index';`),
    single('a re-export', 'src/catalog/index.ts', `export * from '../procurement/index';`),
    single('a dynamic import', 'src/catalog/storage/a.ts', `void import('../../procurement/index.js');`),
    single('a require', 'src/catalog/storage/a.ts', `const x = require('../../procurement/index');`),
    single('an import type node', 'src/catalog/storage/a.ts', `let x: import('../../procurement/index').X;`),
    single('an import equals', 'src/catalog/storage/a.ts', `import x = require('../../procurement/index');`),
    single('the platform knowing a domain', 'src/platform/a.ts', `import '../regions/index';`),
    single('a domain knowing the root', 'src/demo/a.ts', `import '../app.module';`),
    single('the root knowing an entry point', 'src/app.module.ts', `import './commands';`),
    single('code knowing a test', 'src/demo/a.ts', `import '../../test/support/app';`),
    single('a library knowing a domain', 'libs/money/src/a.ts', `import '../../../src/regions/index';`),
    single('a migration knowing a domain', 'migrations/1-a.ts', `import '../src/regions/index';`),
  ],
  othersAreEnteredByTheirDoor: [
    single('a deep import', 'src/catalog/storage/a.ts', `import '../../regions/domain/dated-rules';`),
    single(
      'a deep import of a library',
      'src/catalog/domain/a.ts',
      `import '../../../libs/money/src/split';`,
    ),
    single('a library past another’s door', 'libs/ledger/src/a.ts', `import '../../money/src/split';`),
    single('a spec past the door', 'src/catalog/storage/a.spec.ts', `import '../../platform/database/tx';`),
  ],
  noCircles: [
    {
      what: 'a circle of three, one of them by type',
      files: {
        'src/catalog/domain/a.ts': `import './b';`,
        'src/catalog/domain/b.ts': `import type { C } from './c';`,
        'src/catalog/domain/c.ts': `export * from './a';`,
      },
    },
  ],
  onlyKnownRooms: [
    single('a room nobody knows', 'src/catalog/services/a.ts', ''),
    single('a file beside the rooms', 'src/catalog/types.ts', ''),
  ],
  roomsLookInwards: [
    single('storage knowing a verb', 'src/catalog/storage/a.ts', `import '../commands/b';`),
    single('storage knowing the api', 'src/catalog/storage/a.ts', `import type { B } from '../api/b';`),
    single('a verb knowing another', 'src/catalog/commands/a.ts', `import './b';`),
    single('a query knowing a command', 'src/catalog/queries/a.ts', `import '../commands/b';`),
    single('a room knowing its own door', 'src/catalog/api/a.ts', `import '../index';`),
  ].map((one) => ({ ...one, files: { ...one.files, ...rooms() } })),
  domainRoomsAreAlone: [
    single('domain knowing storage', 'src/catalog/domain/a.ts', `import type { B } from '../storage/b';`),
    single('domain knowing the platform', 'src/catalog/domain/a.ts', `import '../../platform/index';`),
    single('domain knowing a package', 'src/catalog/domain/a.ts', `import { z } from 'zod';`),
  ],
  librariesKnowWhatTheySay: [
    single('a package in a library', 'libs/money/src/a.ts', `import pg from 'pg';`),
    single('a built-in module', 'libs/money/src/a.ts', `import { readFileSync } from 'node:fs';`),
    single('a library it may not know', 'libs/money/src/a.ts', `import '../../ledger/src/index';`),
    single('a library that does not say', 'libs/silent/src/a.ts', ''),
  ],
  librariesTouchNothingOutside: [
    single('chance', 'libs/money/src/a.ts', 'export const x = Math.random();'),
    single('a timer', 'libs/money/src/a.ts', 'setTimeout(() => undefined, 1);'),
    single('the process', 'libs/money/src/a.ts', 'process.exit();'),
  ],
  timeComesFromTheClock: [
    single('new Date()', 'src/catalog/domain/a.ts', 'export const now = new Date();'),
    single('new Date without parentheses', 'libs/money/src/a.ts', 'export const now = new Date;'),
    single('Date.now', 'src/platform/a.ts', 'export const now = Date.now();'),
  ],
  environmentIsReadInOnePlace: [
    single('process.env', 'src/catalog/domain/a.ts', `export const x = process.env['X'];`),
    single('by string', 'src/catalog/domain/a.ts', `export const x = process['env'];`),
    single('taken apart', 'src/catalog/domain/a.ts', 'const { env } = process;'),
    single('from node:process', 'src/catalog/domain/a.ts', `import { env } from 'node:process';`),
  ],
  mostFilesAreShort: [
    { what: 'a long median', files: { 'src/demo/a.ts': lines(81), 'src/demo/b.ts': lines(81) } },
    single('a long tenth', 'src/demo/a.ts', lines(171)),
  ],
  noFileIsLong: [
    single('a long file', 'src/demo/a.ts', lines(301)),
    single('a long test', 'test/api/a.test.ts', lines(301)),
  ],
  functionsFitOnAScreen: [
    single('a long function', 'src/demo/a.ts', longFunction),
    single('a long method', 'src/demo/a.ts', `class A { m() {${'\n'.repeat(51)}} }`),
    single('a long arrow', 'src/demo/a.ts', `export const a = () => {${'\n'.repeat(51)}};`),
  ],
  constructorsHaveFewCollaborators: [
    single(
      'seven collaborators',
      'src/demo/a.ts',
      'class A { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1) {} }',
    ),
  ],
  foldersAreShallow: [single('a deep folder', 'src/catalog/domain/lots/stock/a.ts', '')],
  namesSaySomething: [
    single('utils', 'src/catalog/domain/date-utils.ts', ''),
    single('a folder', 'src/catalog/common/a.ts', ''),
    single('base', 'src/catalog/storage/base.repository.ts', ''),
  ],
  noInterfacePrefix: [single('IOrder', 'src/demo/a.ts', 'interface IOrder {}')],
  exportsAreNamed: [
    single('a default export', 'src/demo/a.ts', 'export default 1;'),
    single('a default function', 'src/demo/a.ts', 'export default function a() {}'),
  ],
  noForwardReference: [single('forwardRef', 'src/demo/a.ts', `import { forwardRef } from '@nestjs/common';`)],
  noAny: [single('any', 'src/demo/a.ts', 'export const a = (x: any) => x;')],
  entitiesHaveNoRelations: [single('a relation', 'src/demo/a.ts', `import { ManyToOne } from 'typeorm';`)],
  noTestIsSkipped: [
    single('it.skip', 'src/demo/a.spec.ts', `it.skip('a', () => undefined);`),
    single('describe.only', 'src/demo/a.spec.ts', `describe.only('a', () => undefined);`),
    single('xit', 'src/demo/a.spec.ts', `xit('a', () => undefined);`),
  ],
  nothingIsSilencedOrPutOff: [
    single('a silenced rule', 'src/demo/a.ts', ['// eslint', 'disable-next-line'].join('-')),
    single('put off', 'src/demo/a.ts', ['// TO', 'DO later'].join('')),
  ],
  amountsAreBigint: [
    single('a property', 'src/demo/a.ts', 'export interface A { readonly priceFen: number }'),
    single('a parameter', 'libs/money/src/a.ts', 'export const yuan = (fen: number) => fen;'),
    single('a list', 'src/demo/a.ts', 'export interface A { weightGrams: number[] }'),
    single('a sum begun at 0', 'src/demo/a.ts', 'let quantityBase = 0;'),
    single('a method', 'src/demo/a.ts', 'class A { totalFen(): number { return 1; } }'),
  ],
  amountsStayExact: [
    single('Number()', 'src/demo/a.ts', 'export const a = (goodsFen: bigint) => Number(goodsFen);'),
    single(
      'parseFloat',
      'src/demo/a.ts',
      'export const a = (input: { amount: string }) => parseFloat(input.amount);',
    ),
    single('Math', 'src/demo/a.ts', 'export const a = Math.round(line.quantityBase);'),
    single('a plus sign', 'src/demo/a.ts', 'export const a = +input.amount;'),
  ],
  noFloatArithmetic: [
    single('a division', 'src/demo/a.ts', 'export const yuan = order.totalFen / 100;'),
    single('a factor', 'src/demo/a.ts', 'export const part = 0.97 * lot.inBase;'),
  ],
  nothingIsRoundedIntoText: [single('toFixed', 'src/demo/a.ts', 'export const text = price.toFixed(2);')],
  amountsAreNoIntColumns: [
    single('a column', 'src/demo/storage/a.entity.ts', 'class A { @Int() goodsFen!: bigint; }'),
    single('a field', 'src/demo/api/a.type.ts', 'class A { @Field(() => Int) weightGrams!: bigint; }'),
  ],
  sqlCountsExactly: [
    single(
      'a cast to float',
      'src/demo/storage/a.ts',
      'export const sql = `SELECT sum(fen)::float8 FROM t`;',
    ),
    single(
      'a cast to int4',
      'src/demo/storage/a.ts',
      `export const sql = 'SELECT sum(goods_fen)::int FROM t';`,
    ),
    single(
      'a column',
      'migrations/1-a.ts',
      'export const sql = `CREATE TABLE t (price double precision NOT NULL)`;',
    ),
  ],
} satisfies Record<string, readonly Planted[]>;

function rooms(): Record<string, string> {
  return Object.fromEntries(
    ['commands/b', 'api/b', 'storage/b', 'index'].map((name) => [`src/catalog/${name}.ts`, '']),
  );
}
