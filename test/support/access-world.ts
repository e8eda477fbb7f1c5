import { Role } from '../../src/organizations/index';
import { FieldCipher, type Tx } from '../../src/platform/index';
import type { TestApp } from './app';
import { PLACES, addMember, addOrganization, admit, type Person } from './people';

/** A buyer, a supplier and their units and members, standing in two paired counties. */
export interface Place {
  readonly label: 'own' | 'near' | 'far';
  readonly eastCounty: string;
  readonly westCounty: string;
  readonly eastCity: string;
  readonly westCity: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  /** Another producer of the place, for whom an agent may sell. */
  readonly producerId: string;
  /** A cooperative that has drafted its admission. */
  readonly applicantId: string;
  readonly departmentId: string;
  /** Runs a park. */
  readonly operatorId: string;
  readonly operator: Person;
  readonly buyer: Person;
  readonly approver: Person;
  readonly supplier: Person;
  /** Words and numbers that only this place's own people may ever read. */
  readonly marks: readonly string[];
}

/** One person with exactly one role: a second one would hide a missing permission. */
export interface Caller {
  readonly label: string;
  readonly role: Role | null;
  readonly person: Person | null;
  /** Of an office: the region it oversees and on which side. */
  readonly office: { readonly side: 'EAST' | 'WEST'; readonly regionCode: string } | null;
  /** The platform and auditors are bound to no region. */
  readonly everywhere: boolean;
}

export interface World {
  readonly app: TestApp;
  readonly own: Place;
  /** Other organizations under the same offices. */
  readonly near: Place;
  /** Other organizations under other offices. */
  readonly far: Place;
  readonly callers: readonly Caller[];
  /** Each line gets an order of its own, in the state it needs: slower, but every call can be done. */
  readonly freshOrders: boolean;
}

const HERE: Pick<Place, 'eastCounty' | 'westCounty' | 'eastCity' | 'westCity'> = {
  eastCounty: PLACES.eastCounty,
  westCounty: PLACES.westCounty,
  eastCity: PLACES.eastCity,
  westCity: PLACES.westCity,
};
/** Shenzhen ↔ Baise. */
const ELSEWHERE = { eastCounty: '440307', westCounty: '451026', eastCity: '440300', westCity: '451000' };

export async function makeWorld(app: TestApp, freshOrders = false): Promise<World> {
  return app.transactions.run(async (tx) => {
    const own = await makePlace(app, tx, 'own', HERE);
    const near = await makePlace(app, tx, 'near', HERE);
    const far = await makePlace(app, tx, 'far', ELSEWHERE);
    return { app, own, near, far, callers: await makeCallers(app, tx, own), freshOrders };
  });
}

async function makePlace(app: TestApp, tx: Tx, label: Place['label'], where: typeof HERE): Promise<Place> {
  const name = { own: '本处', near: '邻处', far: '远处' }[label];
  const organization = (
    kind: 'ENTERPRISE' | 'COOPERATIVE' | 'FAMILY_FARM' | 'COUNTY_DEPARTMENT' | 'PARK_OPERATOR',
    what: string,
  ) =>
    addOrganization(tx, {
      kind,
      name: `示例${name}${what}`,
      regionCode: kind === 'ENTERPRISE' ? where.eastCounty : where.westCounty,
      side: kind === 'ENTERPRISE' ? 'EAST' : 'WEST',
    });
  const buyerId = await organization('ENTERPRISE', '采购公司');
  const supplierId = await organization('COOPERATIVE', '合作社');
  const producerId = await organization('FAMILY_FARM', '家庭农场');
  const applicantId = await organization('COOPERATIVE', '新合作社');
  const departmentId = await organization('COUNTY_DEPARTMENT', '主管部门');
  const operatorId = await organization('PARK_OPERATOR', '园区公司');
  const operator = await addMember(app, tx, operatorId, Role.PARK_MANAGER);
  const unitId = await addOrganization(tx, {
    kind: 'ENTERPRISE',
    name: `示例${name}分公司`,
    regionCode: where.eastCounty,
    side: 'EAST',
    parentId: buyerId,
  });
  for (const id of [supplierId, producerId])
    await admit(tx, id, where.westCounty, new Date(tx.at.getTime() - 400 * 86_400_000));
  const [ofBuyer, ofApprover, ofSupplier] = PHONES[label];
  const member = (organizationId: string, role: Role, phone: string) =>
    marked(app, tx, organizationId, role, { name: `示例${name}成员`, phone });
  const people = {
    buyer: await member(buyerId, Role.BUYER_CLERK, ofBuyer),
    approver: await member(buyerId, Role.BUYER_APPROVER, ofApprover),
    supplier: await member(supplierId, Role.SUPPLIER, ofSupplier),
  };
  const marks = [
    `示例${name}`,
    ...PHONES[label],
    ACCOUNTS[label],
    ...Object.values(people).map(({ id }) => id),
  ];
  return {
    label,
    ...where,
    buyerId,
    unitId,
    supplierId,
    producerId,
    applicantId,
    departmentId,
    operatorId,
    operator,
    ...people,
    marks,
  };
}

/** Of each place its buyer's, its approver's and its supplier's: one telephone would be one person. */
const PHONES = {
  own: ['13900001111', '13800001111', '13700001111'],
  near: ['13900002222', '13800002222', '13700002222'],
  far: ['13900003333', '13800003333', '13700003333'],
} as const;
const ACCOUNTS = { own: '6222000000001111', near: '6222000000002222', far: '6222000000003333' } as const;
export const accountOf = ({ label }: Place) => ACCOUNTS[label];

async function marked(
  app: TestApp,
  tx: Tx,
  organizationId: string,
  role: Role,
  { name, phone }: { name: string; phone: string },
): Promise<Person> {
  const person = await addMember(app, tx, organizationId, role);
  const cipher = app.nest.get(FieldCipher);
  await tx.query(
    'UPDATE members SET display_name = $2, phone_encrypted = $3, phone_hash = $4 WHERE id = $1',
    [person.id, name, cipher.encrypt(phone), cipher.lookupHash(phone)],
  );
  return person;
}

/** Everybody who asks: at least one person for each role, all standing at the own place or over it. */
async function makeCallers(app: TestApp, tx: Tx, own: Place): Promise<Caller[]> {
  const callers: Caller[] = [{ label: 'nobody', role: null, person: null, office: null, everywhere: false }];
  const add = async (role: Role, organizationId: string, office: Caller['office'] = null, suffix = '') => {
    const person = await addMember(app, tx, organizationId, role);
    const everywhere = office === null && EVERYWHERE.includes(role);
    callers.push({ label: `${role}${suffix}`, role, person, office, everywhere });
  };
  await add(Role.BUYER_CLERK, own.buyerId);
  await add(Role.BUYER_APPROVER, own.buyerId);
  await add(Role.ORG_ADMIN, own.buyerId, null, ' buyer');
  await add(Role.SUPPLIER, own.supplierId);
  await add(Role.ORG_ADMIN, own.supplierId, null, ' supplier');
  await add(Role.SUPPLIER, own.applicantId, null, ' applicant');
  await add(Role.PARK_MANAGER, own.operatorId);
  await add(Role.ENTERPRISE_INVESTOR, own.buyerId);
  const trader = { kind: 'ENTERPRISE', regionCode: own.westCounty, side: 'WEST' } as const;
  await add(Role.SUPPLIER, await addOrganization(tx, trader), null, ' trader');
  const county = { side: 'WEST', regionCode: own.westCounty } as const;
  await add(Role.COUNTY_AGRI, own.departmentId, county);
  await add(Role.COUNTY_REVITAL, own.departmentId, county);
  for (const side of ['EAST', 'WEST'] as const) {
    const [province, city, countyCode] =
      side === 'EAST'
        ? [PLACES.eastProvince, own.eastCity, own.eastCounty]
        : [PLACES.westProvince, own.westCity, own.westCounty];
    for (const [role, regionCode] of [
      [Role.COORD_PROV, province],
      [Role.COORD_CITY, city],
      [Role.COORD_COUNTY, countyCode],
      [Role.VERIFIER, city],
    ] as const) {
      const id = await addOrganization(tx, { kind: 'COLLABORATION_OFFICE', regionCode, side });
      await add(role, id, { side, regionCode }, ` ${side}`);
    }
  }
  const platform = await addOrganization(tx, { kind: 'PLATFORM_OPERATIONS', regionCode: '110000' });
  await add(Role.PLATFORM_OPS, platform);
  await add(Role.FINANCE, platform);
  await add(Role.FINANCE, platform, null, ' second');
  await add(Role.AUDITOR, await addOrganization(tx, { kind: 'AUDIT_OFFICE', regionCode: '110000' }));
  return callers;
}

const EVERYWHERE: readonly Role[] = [Role.PLATFORM_OPS, Role.FINANCE, Role.AUDITOR];
