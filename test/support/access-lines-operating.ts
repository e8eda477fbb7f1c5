import type { Lines } from './access-line';
import { namedBy, reachedAt, signed } from './access-lines-projects';
import type { Place, World } from './access-world';
import { OPERATING_PAPERS, operated, quarterOf } from './operating';
import { TEST_PASSWORD } from './people';

const producingAt = reachedAt('IN_PRODUCTION', ...OPERATING_PAPERS);
const quarter = (projectId: string) => quarterOf(projectId, namedBy(projectId).papers);

async function recordAt(world: World, place: Place): Promise<string> {
  const said = quarter(await producingAt(world, place));
  return (await operated(world.app, place.operator, 'submitOperatingRecord', said)).id;
}

const VERIFIER = 'VERIFIER WEST';

export const operatingLines: Lines = {
  operatingRecord: signed(recordAt, 'PARK_MANAGER', (id) => ({ id })),
  operatingRecords: { variables: () => ({}) },
  submitOperatingRecord: signed(producingAt, 'PARK_MANAGER', quarter),
  verifyOperatingRecord: signed(recordAt, VERIFIER, (operatingRecordId) => ({
    operatingRecordId,
    password: TEST_PASSWORD,
  })),
  rejectOperatingRecord: signed(recordAt, VERIFIER, (operatingRecordId) => ({
    operatingRecordId,
    note: '示例',
  })),
  withdrawOperatingRecord: signed(recordAt, 'PARK_MANAGER', (operatingRecordId) => ({
    operatingRecordId,
    note: '示例',
  })),
};
