import { placeOf } from './directions';
import { isTest, type Rule, type SourceModule } from './source-tree';

/** A room may import the rooms with a smaller number, and itself; verbs do not even import each other. */
const ROOMS = new Map([
  ['domain', 0],
  ['data', 1], // reference facts that come with the code
  ['storage', 2],
  ['api', 3],
  ['commands', 4],
  ['queries', 4],
  ['reactions', 4],
]);
const VERBS = 4;

/** They have no verbs of the house: technology, and what plays or shows the others. */
const FREE_ROOMS = new Set(['platform', 'demo', 'commands']);
/** Rooms only one domain has. */
const OWN_ROOMS = new Set(['payments/stripe']);

const roomOf = (file: string) => {
  const parts = file.split('/');
  return parts[0] === 'src' && parts.length > 3 ? parts[2] : undefined;
};

const inADomain = ({ path }: SourceModule) =>
  path.startsWith('src/') && path.split('/').length > 2 && !FREE_ROOMS.has(placeOf(path));

export const onlyKnownRooms: Rule = (modules) =>
  modules.filter(inADomain).flatMap(({ path }) => {
    const domain = placeOf(path);
    const room = roomOf(path);
    if (room === undefined) {
      const expected = [`src/${domain}/index.ts`, `src/${domain}/${domain}.module.ts`];
      return expected.includes(path) ? [] : [`${path}: beside ${expected.join(' and ')} only rooms`];
    }
    return ROOMS.has(room) || OWN_ROOMS.has(`${domain}/${room}`) ? [] : [`${path}: ${room} is no room`];
  });

export const roomsLookInwards: Rule = (modules) =>
  modules
    .filter((module) => inADomain(module) && !isTest(module.path))
    .flatMap(({ path, imports }) => {
      const from = ROOMS.get(roomOf(path) ?? '');
      if (from === undefined) return [];
      return imports.flatMap(({ target }) => {
        if (target === null || placeOf(target) !== placeOf(path)) return [];
        const to = ROOMS.get(roomOf(target) ?? '');
        if (to === undefined)
          return roomOf(target) === undefined ? [`${path} imports its own door ${target}`] : [];
        if (to > from) return [`${path} imports ${target}: ${roomOf(path)} does not know ${roomOf(target)}`];
        return to === VERBS && from === VERBS
          ? [`${path} imports ${target}: verbs never import each other`]
          : [];
      });
    });

/** domain/ is pure: libs and itself, no package, no other domain, not even the platform. */
export const domainRoomsAreAlone: Rule = (modules) =>
  modules
    .filter((module) => inADomain(module) && roomOf(module.path) === 'domain' && !isTest(module.path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => {
          if (target === null) return true;
          if (target.startsWith('libs/')) return false;
          return placeOf(target) !== placeOf(path) || roomOf(target) !== 'domain';
        })
        .map(({ specifier }) => `${path} imports ${specifier}: domain/ knows only libs and itself`),
    );
