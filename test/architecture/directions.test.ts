import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as amounts from './amounts';
import * as directions from './directions';
import * as habits from './habits';
import { planted, type Planted } from './planted';
import * as purity from './purity';
import * as rooms from './rooms';
import * as sizes from './sizes';
import { parse, readTree, type Rule } from './source-tree';

const ROOT = path.resolve(__dirname, '../..');

/** Files longer than 300 lines, each with its reason. */
const LONG_FILES: ReadonlyMap<string, string> = new Map([]);

function mayKnow(): purity.MayKnow {
  const libraries = readdirSync(path.join(ROOT, 'libs')).filter((name) =>
    existsSync(path.join(ROOT, 'libs', name, 'package.json')),
  );
  return new Map(
    libraries.flatMap((name) => {
      const manifest = JSON.parse(readFileSync(path.join(ROOT, 'libs', name, 'package.json'), 'utf8')) as {
        xieshou?: { mayKnow?: string[] };
      };
      return manifest.xieshou?.mayKnow ? [[name, manifest.xieshou.mayKnow] as const] : [];
    }),
  );
}

const rules: Record<keyof typeof planted, Rule> = {
  everythingIsOnTheList: directions.everythingIsOnTheList,
  importsPointLeft: directions.importsPointLeft,
  othersAreEnteredByTheirDoor: directions.othersAreEnteredByTheirDoor,
  noCircles: directions.noCircles,
  onlyKnownRooms: rooms.onlyKnownRooms,
  roomsLookInwards: rooms.roomsLookInwards,
  domainRoomsAreAlone: rooms.domainRoomsAreAlone,
  librariesKnowWhatTheySay: purity.librariesKnowWhatTheySay(mayKnow()),
  librariesTouchNothingOutside: purity.librariesTouchNothingOutside,
  timeComesFromTheClock: purity.timeComesFromTheClock,
  environmentIsReadInOnePlace: purity.environmentIsReadInOnePlace,
  mostFilesAreShort: sizes.mostFilesAreShort,
  noFileIsLong: sizes.noFileIsLong(LONG_FILES),
  functionsFitOnAScreen: sizes.functionsFitOnAScreen,
  constructorsHaveFewCollaborators: sizes.constructorsHaveFewCollaborators,
  foldersAreShallow: sizes.foldersAreShallow,
  ...habits,
  amountsAreBigint: amounts.amountsAreBigint,
  amountsStayExact: amounts.amountsStayExact,
  noFloatArithmetic: amounts.noFloatArithmetic,
  nothingIsRoundedIntoText: amounts.nothingIsRoundedIntoText,
  amountsAreNoIntColumns: amounts.amountsAreNoIntColumns,
  sqlCountsExactly: amounts.sqlCountsExactly,
};

describe('the house', () => {
  const tree = parse(readTree(ROOT));

  it.each(Object.entries(rules))('%s', (_name, rule) => {
    expect(rule(tree)).toEqual([]);
  });

  it('is described in README by the same list, on one line', () => {
    const readme = path.join(ROOT, 'README.md');
    if (!existsSync(readme)) return;
    expect(directions.directionsInReadme(readFileSync(readme, 'utf8'))).toBe(
      directions.DIRECTIONS.join(' → '),
    );
  });
});

describe('the rules see', () => {
  const cases = Object.entries(planted).flatMap(([name, all]) =>
    (all as readonly Planted[]).map(
      ({ what, files }) => [name as keyof typeof planted, what, files] as const,
    ),
  );

  it.each(cases)('%s: %s', (name, _what, files) => {
    expect(rules[name](parse(new Map(Object.entries(files)))).length).toBeGreaterThan(0);
  });

  it('nothing wrong in a house that is right', () => {
    const right = parse(
      new Map(
        Object.entries({
          'src/catalog/commands/list-lot.ts': `import { Lots } from '../storage/lots.repository'; import { x } from '../../regions/index';`,
          'src/catalog/storage/lots.repository.ts': `import type { Lot } from '../domain/lot'; import { Tx } from '../../platform/index';`,
          'src/catalog/domain/lot.ts': `import { fen } from '../../../libs/money/src/index'; export const on = (at: string) => new Date(at);`,
          'src/catalog/index.ts': `export * from './catalog.module';`,
          'src/catalog/catalog.module.ts': `import './commands/list-lot';`,
          'src/main.ts': `import { commands } from './commands';`,
          'src/commands.ts': `import { AppModule } from './app.module';`,
        }),
      ),
    );
    const complaints = Object.values(rules).flatMap((rule) => rule(right));
    expect(complaints).toEqual([]);
  });
});
