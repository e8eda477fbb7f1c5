import { Role } from '../../src/organizations/index';
import { freshKey, type TestApp } from './app';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from './people';

/** Colleagues with every role their organization's kind may give: only the rule of four eyes can stop them. */
export interface Colleagues {
  readonly platform: readonly [Person, Person, Person];
  readonly county: readonly [Person, Person, Person];
  readonly buyer: readonly [Person, Person, Person];
  readonly supplier: readonly [Person, Person, Person];
  readonly east: readonly [Person, Person, Person];
  readonly west: readonly [Person, Person, Person];
  readonly agent: readonly [Person, Person, Person];
}

export interface Eyes {
  readonly app: TestApp;
  readonly people: People;
  readonly of: Colleagues;
}

/** One record that waits for the verb. */
export interface Waiting {
  /** Of the deciding mutation, without its key. */
  readonly input: object;
  readonly subjectId: string;
  /** Who submitted it, or one of the side that has spoken already. */
  readonly barred: readonly Person[];
  /** Those of the barred, or of others, who did what is decided: nobody of them by another account. The barred, where not said. */
  readonly acted?: readonly Person[];
  /** Who else may decide; they race. */
  readonly allowed: readonly Person[];
}

export interface FourEyesVerb {
  readonly verb: string;
  /** What each of the barred is told when he comes alone. */
  readonly told: readonly string[];
  /** Its name in the audit trail, where that is not the verb. */
  readonly step?: string;
  /** The state it leads to or, where that is not said, the reason it leaves in the audit trail. */
  readonly leaves: string;
  prepare(eyes: Eyes): Promise<Waiting>;
}

export async function openEyes(app: TestApp): Promise<Eyes> {
  const people = await makePeople(app);
  const { PLATFORM_OPS, FINANCE, COUNTY_AGRI, COUNTY_REVITAL, SUPPLIER, ORG_ADMIN } = Role;
  const { BUYER_CLERK, BUYER_APPROVER, COORD_CITY } = Role;
  const of = await app.transactions.run(async (tx) => {
    const three = async (id: string, ...roles: Role[]): Promise<readonly [Person, Person, Person]> => [
      await addMember(app, tx, id, ...roles),
      await addMember(app, tx, id, ...roles),
      await addMember(app, tx, id, ...roles),
    ];
    const agentId = await addOrganization(tx, {
      kind: 'ENTERPRISE',
      regionCode: PLACES.westCounty,
      side: 'WEST',
    });
    return {
      platform: await three(people.platform, PLATFORM_OPS, FINANCE, ORG_ADMIN),
      county: await three(people.department, COUNTY_AGRI, COUNTY_REVITAL),
      buyer: await three(people.buyer.id, BUYER_CLERK, BUYER_APPROVER, ORG_ADMIN),
      supplier: await three(people.supplier.id, SUPPLIER, ORG_ADMIN),
      east: await three(people.coordEast.city.organizationId, COORD_CITY),
      west: await three(people.coordWest.city.organizationId, COORD_CITY),
      agent: await three(agentId, SUPPLIER, ORG_ADMIN),
    };
  });
  return { app, people, of };
}

/** The same person by her telephone, with an account of her own in another organization. */
export function twinOf(
  { app }: Pick<Eyes, 'app'>,
  person: Person,
  organizationId: string,
  ...roles: Role[]
): Promise<Person> {
  return app.transactions.run(async (tx) => {
    const twin = await addMember(app, tx, organizationId, ...roles);
    await tx.query('UPDATE members SET phone_hash = $1 WHERE id = ANY($2::uuid[])', [
      `one-person-${person.id}`,
      [person.id, twin.id],
    ]);
    return twin;
  });
}

/** The same person by her telephone, with an account beside this fellow's that may do what he may. */
export async function twinBeside(eyes: Pick<Eyes, 'app'>, person: Person, fellow: Person): Promise<Person> {
  const [of] = await eyes.app.database.query<{ roles: Role[] }>('SELECT roles FROM members WHERE id = $1', [
    fellow.id,
  ]);
  return twinOf(eyes, person, fellow.organizationId, ...(of?.roles ?? []));
}

export interface Said {
  /** DONE, the first refusal's code, or the error's. */
  readonly code: string;
  readonly refusals: readonly { code: string; path: readonly string[] }[];
  readonly data: unknown;
}

/** Named after the verb, where the operation says more. */
const INPUTS = new Map([['signCountingPeriod', 'SignPeriodInput']]);

/** One try of a mutation by a person in a session of his own. */
export async function tries(
  { app }: Pick<Eyes, 'app'>,
  person: Person,
  verb: string,
  input: object,
  shown = '',
): Promise<Said> {
  const type = INPUTS.get(verb) ?? `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<string, { refusals: Said['refusals'] }>>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const payload = data?.[verb];
  return {
    code: errors?.[0]?.extensions.code ?? payload?.refusals[0]?.code ?? 'DONE',
    refusals: payload?.refusals ?? [],
    data: payload,
  };
}

/** The same, where it must succeed. */
export async function does<Data>(
  eyes: Pick<Eyes, 'app'>,
  person: Person,
  verb: string,
  input: object,
  shown = '',
): Promise<Data> {
  const { code, data } = await tries(eyes, person, verb, input, shown);
  if (code !== 'DONE') throw new Error(`${verb}: ${code}`);
  return data as Data;
}

/** Who took the step, by the audit trail. */
export async function takers(
  { app }: Eyes,
  { verb, step = verb, leaves }: FourEyesVerb,
  subjectId: string,
): Promise<string[]> {
  const rows = await app.database.query<{ member: string }>(
    `SELECT member_id AS member FROM audit_rows WHERE action = $1 AND subject_id = $2 AND (to_state = $3 OR reason = $3)
      ORDER BY id`,
    [step, subjectId, leaves],
  );
  return rows.map(({ member }) => member);
}
