import { hash } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import {
  Role,
  Sessions,
  completeUscc,
  type OrganizationKind,
  type Side,
} from '../../src/organizations/index';
import type { Tx } from '../../src/platform/index';
import type { TestApp } from './app';

export const TEST_PASSWORD = 'shili-mima-2026';

/** Ningbo ↔ Liangshan: paired at province, city and county level; both western counties stand on the 832 and 160 lists. */
export const PLACES = {
  eastProvince: '330000', // 浙江省
  eastCity: '330200', // 宁波市
  eastCounty: '330211', // 镇海区, paired with 金阳县
  otherEastCounty: '330281', // 余姚市, paired with 昭觉县
  westProvince: '510000', // 四川省
  westCity: '513400', // 凉山彝族自治州
  westCounty: '513430', // 金阳县
  otherWestCounty: '513431', // 昭觉县
} as const;

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly token: string;
  readonly organizationId: string;
}
export interface Buyer {
  readonly id: string;
  /** A subordinate unit of the buyer in the same district. */
  readonly unitId: string;
  readonly clerk: Person;
  readonly approver: Person;
  readonly admin: Person;
}
export interface Supplier {
  readonly id: string;
  /** Acts and signs for the supplier. */
  readonly member: Person;
  readonly second: Person;
  readonly token: string;
}
export interface Office {
  readonly province: Person;
  readonly city: Person;
  readonly county: Person;
}
export type People = Awaited<ReturnType<typeof makePeople>>;

interface Standing {
  kind: OrganizationKind;
  regionCode: string;
  side?: Side | null;
  parentId?: string | null;
  name?: string;
}

let cheap: Promise<string> | undefined; // argon2 at its cheapest, once per test process
let counted = 0;

/** Adds an organization by hand; for people beyond makePeople's. */
export async function addOrganization(tx: Tx, standing: Standing): Promise<string> {
  const id = randomUUID();
  counted += 1;
  const uscc = completeUscc(`93${standing.regionCode}MA${String(counted).padStart(7, '0')}`);
  await tx.query(
    `INSERT INTO organizations (id, kind, name, uscc, region_code, side, parent_id, demonstration, created_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, false, $8, 1)`,
    [
      id,
      standing.kind,
      standing.name ?? `示例组织${counted}号`,
      standing.parentId ? null : uscc,
      standing.regionCode,
      standing.side ?? null,
      standing.parentId ?? null,
      tx.at,
    ],
  );
  return id;
}

/** Adds a member with a running session. */
/** The accounts of one person: known by one telephone. Null: they are several people again. */
export const shareTelephone = (app: TestApp, telephone: string | null, ...people: readonly Person[]) =>
  app.database.query('UPDATE members SET phone_hash = $1 WHERE id = ANY($2::uuid[])', [
    telephone,
    people.map(({ id }) => id),
  ]);

export async function addMember(
  app: TestApp,
  tx: Tx,
  organizationId: string,
  ...roles: Role[]
): Promise<Person> {
  const id = randomUUID();
  counted += 1;
  const login = `member${counted}`;
  cheap ??= hash(TEST_PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  await tx.query(
    `INSERT INTO members (id, organization_id, login, display_name, password_hash, roles, active, created_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, true, $7, 1)`,
    [id, organizationId, login, `示例成员${counted}号`, await cheap, roles, tx.at],
  );
  const { accessToken } = await app.nest.get(Sessions).start(tx, id);
  return { id, login, token: accessToken, organizationId };
}

/** Writes an admission as decided a good year ago. */
export async function admit(tx: Tx, supplierId: string, regionCode: string, at: Date): Promise<void> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, created_at, version)
     VALUES ($1, $2, 'ADMITTED', true, 'PRODUCER', $3, '示例', 1, $4, 1)`,
    [id, supplierId, regionCode, at],
  );
  await tx.query(
    `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
     VALUES ($1, $2, 'admit', 'COUNTY_RECOMMENDED', 'ADMITTED', true, $3)`,
    [id, supplierId, at],
  );
}

/** Ready organizations, members and tokens (valid 15 minutes of the app's clock; `signInAgain` after advancing it). */
export async function makePeople(app: TestApp) {
  return app.transactions.run(async (tx) => {
    const one = async (standing: Standing, ...roles: Role[]) =>
      addMember(app, tx, await addOrganization(tx, standing), ...roles);
    const office = async (side: Side, province: string, city: string, county: string): Promise<Office> => ({
      province: await one(
        { kind: 'COLLABORATION_OFFICE', regionCode: province, side },
        Role.COORD_PROV,
        Role.VERIFIER,
        Role.ORG_ADMIN,
      ),
      city: await one(
        { kind: 'COLLABORATION_OFFICE', regionCode: city, side },
        Role.COORD_CITY,
        Role.VERIFIER,
        Role.ORG_ADMIN,
      ),
      county: await one(
        { kind: 'COLLABORATION_OFFICE', regionCode: county, side },
        Role.COORD_COUNTY,
        Role.ORG_ADMIN,
      ),
    });
    const department = await addOrganization(tx, {
      kind: 'COUNTY_DEPARTMENT',
      regionCode: PLACES.westCounty,
      side: 'WEST',
    });
    const otherDepartment = await addOrganization(tx, {
      kind: 'COUNTY_DEPARTMENT',
      regionCode: PLACES.otherWestCounty,
      side: 'WEST',
    });
    const platform = await addOrganization(tx, { kind: 'PLATFORM_OPERATIONS', regionCode: '110000' });
    return {
      buyer: await makeBuyer(app, tx, 'ENTERPRISE', PLACES.eastCounty),
      otherBuyer: await makeBuyer(app, tx, 'PUBLIC_UNIT', PLACES.otherEastCounty),
      supplier: await makeSupplier(app, tx, 'COOPERATIVE', PLACES.westCounty),
      otherSupplier: await makeSupplier(app, tx, 'FAMILY_FARM', PLACES.otherWestCounty),
      department,
      agri: await addMember(app, tx, department, Role.COUNTY_AGRI),
      agriSecond: await addMember(app, tx, department, Role.COUNTY_AGRI),
      revital: await addMember(app, tx, department, Role.COUNTY_REVITAL, Role.ORG_ADMIN),
      otherAgri: await addMember(app, tx, otherDepartment, Role.COUNTY_AGRI),
      otherRevital: await addMember(app, tx, otherDepartment, Role.COUNTY_REVITAL),
      coordEast: await office('EAST', PLACES.eastProvince, PLACES.eastCity, PLACES.eastCounty),
      coordWest: await office('WEST', PLACES.westProvince, PLACES.westCity, PLACES.westCounty),
      platform,
      ops: await addMember(app, tx, platform, Role.PLATFORM_OPS, Role.ORG_ADMIN),
      opsSecond: await addMember(app, tx, platform, Role.PLATFORM_OPS),
      finance: await addMember(app, tx, platform, Role.FINANCE),
      financeSecond: await addMember(app, tx, platform, Role.FINANCE),
      auditor: await one({ kind: 'AUDIT_OFFICE', regionCode: '110000' }, Role.AUDITOR),
    };
  });
}

async function makeBuyer(app: TestApp, tx: Tx, kind: OrganizationKind, regionCode: string): Promise<Buyer> {
  const id = await addOrganization(tx, { kind, regionCode, side: 'EAST' });
  return {
    id,
    unitId: await addOrganization(tx, { kind, regionCode, side: 'EAST', parentId: id }),
    clerk: await addMember(app, tx, id, Role.BUYER_CLERK),
    approver: await addMember(app, tx, id, Role.BUYER_APPROVER),
    admin: await addMember(app, tx, id, Role.ORG_ADMIN),
  };
}

/** A supplier admitted 400 days ago, with two members who may sign. */
export async function makeSupplier(
  app: TestApp,
  tx: Tx,
  kind: OrganizationKind,
  regionCode: string,
): Promise<Supplier> {
  const id = await addOrganization(tx, { kind, regionCode, side: 'WEST' });
  await admit(tx, id, regionCode, new Date(tx.at.getTime() - 400 * 86_400_000));
  const member = await addMember(app, tx, id, Role.SUPPLIER, Role.ORG_ADMIN);
  return { id, member, second: await addMember(app, tx, id, Role.SUPPLIER), token: member.token };
}

/** A fresh access token for somebody whose own expired with the clock. */
export async function signInAgain(app: TestApp, person: { id: string }): Promise<string> {
  const pair = await app.transactions.run((tx) => app.nest.get(Sessions).start(tx, person.id));
  return pair.accessToken;
}
