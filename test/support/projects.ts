import { Role, completeUscc } from '../../src/organizations/index';
import { pairingIdOf } from './access-pairing';
import { freshKey, type TestApp } from './app';
import { newPaper, uploaded } from './claims';
import { confirmedPark, makeOperator } from './parks';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from './people';

export interface ShownPaper {
  readonly id: string;
  readonly kind: string;
  readonly fileId: string;
  readonly proves: string | null;
  readonly submitterId: string;
  readonly alsoUnder: readonly string[];
}
export interface ShownProject {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly stage: string;
  readonly introducerId: string;
  readonly enterpriseUscc: string | null;
  readonly investment: { readonly amount: string };
  readonly paidIn: { readonly amount: string };
  readonly releasedTo: readonly string[];
  readonly owners: readonly { organizationId: string; memberId: string; untilOn: string | null }[];
  readonly evidence: readonly ShownPaper[];
  readonly visits: readonly { id: string; state: string; plannedOn: string }[];
  readonly steps: readonly {
    verb: string;
    state: string;
    occurredOn: string;
    organizationId: string | null;
  }[];
  readonly dwell: readonly { stage: string; days: number; stalledDays: number }[];
  readonly signs: readonly { sign: string; recordIds: readonly string[] }[];
  readonly successions: readonly ShownSuccession[];
}
export interface ShownSuccession {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly byOneOffice: boolean;
  readonly successorUscc: string;
  readonly words: readonly { verb: string; organizationId: string }[];
}
const SUCCESSION = 'id version state byOneOffice successorUscc words { verb organizationId }';
export const PROJECT = `id version number state stage introducerId enterpriseUscc investment { amount } paidIn { amount }
  releasedTo owners { organizationId memberId untilOn } evidence { id kind fileId proves submitterId alsoUnder }
  visits { id state plannedOn } steps { verb state occurredOn organizationId } dwell { stage days stalledDays }
  signs { sign recordIds } successions { ${SUCCESSION} }`;

export interface ShownCapital {
  readonly id: string;
  readonly version: number;
  readonly projectId: string;
  readonly state: string;
  readonly amount: { readonly amount: string };
  readonly evidenceIds: readonly string[];
  readonly checks: readonly { readonly organizationId: string; readonly standing: string }[];
  readonly signs: readonly string[];
}
export const CAPITAL = `id version projectId state amount { amount } evidenceIds checks { organizationId standing } signs`;

export interface ProjectAnswer {
  readonly project: ShownProject | null;
  readonly capitalRecord: ShownCapital | null;
  readonly succession: ShownSuccession | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

const SHOWN: readonly (readonly [RegExp, string])[] = [
  [/CapitalRecord$/, `capitalRecord { ${CAPITAL} }`],
  [/^(?!record).*EnterpriseSuccession$/, `succession { ${SUCCESSION} }`],
];

/** One verb over HTTP. */
export async function projectVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ProjectAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const about = SHOWN.find(([ends]) => ends.test(verb))?.[1];
  const shown = about ?? `project { ${PROJECT} }`;
  const { data, errors } = await app.graphql<Record<
    string,
    {
      project?: ShownProject;
      capitalRecord?: ShownCapital;
      succession?: ShownSuccession;
      refusals: { code: string; path: (string | number)[] }[];
    }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  const payload = data?.[verb];
  return {
    project: payload?.project ?? null,
    capitalRecord: payload?.capitalRecord ?? null,
    succession: payload?.succession ?? null,
    refusals: error
      ? [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()]
      : (payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? []),
  };
}

/** The same, where it must succeed. */
export async function projected(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownProject> {
  const { project, refusals } = await projectVerb(app, person, verb, input);
  if (!project) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return project;
}

export async function invested(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownCapital> {
  const { capitalRecord, refusals } = await projectVerb(app, person, verb, input);
  if (!capitalRecord) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return capitalRecord;
}

export async function succeeded(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownSuccession> {
  const { succession, refusals } = await projectVerb(app, person, verb, input);
  if (!succession) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return succession;
}

let codes = 0;
/** The code of somebody no other paper comes from. */
export function newUscc(): string {
  codes += 1;
  return completeUscc(`91${PLACES.westCounty}MB${String(codes).padStart(7, '0')}`);
}

export const about = ({ id, version }: ShownProject) => ({ projectId: id, expectedVersion: version });
export const ofSuccession = ({ id, version }: ShownSuccession) => ({
  successionId: id,
  expectedVersion: version,
});
export const ofRecord = ({ id, version }: ShownCapital) => ({
  capitalRecordId: id,
  expectedVersion: version,
});

export interface Investing {
  readonly app: TestApp;
  readonly people: People;
  readonly operator: Awaited<ReturnType<typeof makeOperator>>;
  readonly parkId: string;
  readonly investorId: string;
  readonly investor: Person;
  readonly pairingId: string;
  /** Of the county's office, which carries projects here. */
  readonly county: Person;
}

/** A park of 金阳, an investor of 镇海, and the pairing of 宁波 and 凉山. */
export async function makeInvesting(app: TestApp): Promise<Investing> {
  const people = await makePeople(app);
  const operator = await makeOperator(app, PLACES.westCounty);
  const park = await confirmedPark(app, operator.manager, people.coordWest.county, {
    countyCode: PLACES.westCounty,
  });
  return app.transactions.run(async (tx) => {
    const regionCode = PLACES.eastCounty;
    const investorId = await addOrganization(tx, { kind: 'ENTERPRISE', regionCode, side: 'EAST' });
    return {
      app,
      people,
      operator,
      parkId: park.id,
      investorId,
      investor: await addMember(app, tx, investorId, Role.ENTERPRISE_INVESTOR),
      pairingId: await pairingIdOf(tx, PLACES.eastCity, PLACES.westCity),
      county: people.coordWest.county,
    };
  });
}

export const projectTerms = ({ pairingId }: Pick<Investing, 'pairingId'>, more: object = {}) => ({
  title: '示例荞麦面加工项目',
  industryCode: '1431',
  investment: { amount: '30000000.00' },
  plannedJobs: 120,
  landM2: 20_000,
  pairingId,
  countingYear: 2026,
  ...more,
});

/** A lead that the county's office writes down for the east city's, which introduced it. */
export function lead(investing: Investing, more: object = {}, terms: object = {}): Promise<ShownProject> {
  const { app, county, people, parkId, investorId } = investing;
  return projected(app, county, 'registerParkProject', {
    parkId,
    investor: { organizationId: investorId },
    terms: projectTerms(investing, terms),
    introducerId: people.coordEast.city.organizationId,
    introducerMemberId: people.coordEast.city.id,
    leadOn: '2025-01-10',
    ...more,
  });
}

export interface SaidPaper {
  readonly kind: string;
  /** By nobody else, unless said. */
  readonly issuers?: readonly string[];
  readonly documentNo?: string;
  readonly issuedOn?: string;
  readonly bytes?: Buffer;
}
let numbers = 0;
export async function paper(app: TestApp, person: Person, said: SaidPaper): Promise<object> {
  numbers += 1;
  const {
    kind,
    issuers = [newUscc()],
    documentNo = `示例第${numbers}号`,
    issuedOn = '2026-06-01',
    bytes,
  } = said;
  return {
    kind,
    fileId: await uploaded(app, person, bytes ?? newPaper()),
    issuers: issuers.map((uscc) => ({ name: '示例出具单位', uscc })),
    documentNo,
    issuedOn,
  };
}

/** Brings papers and answers the project with their ids, in their order. */
export async function brought(
  app: TestApp,
  person: Person,
  project: ShownProject,
  ...papers: readonly (string | SaidPaper)[]
): Promise<{ project: ShownProject; ids: string[] }> {
  const evidence: object[] = [];
  for (const one of papers)
    evidence.push(await paper(app, person, typeof one === 'string' ? { kind: one } : one));
  const changed = await projected(app, person, 'submitProjectEvidence', { ...about(project), evidence });
  const files = evidence.map((one) => (one as { fileId: string }).fileId);
  const ids = files.map((file) => changed.evidence.find(({ fileId }) => fileId === file)?.id ?? '');
  return { project: changed, ids };
}

export async function projectSeen(app: TestApp, person: Person, id: string): Promise<ShownProject | null> {
  const { data } = await app.graphql<{ parkProject: ShownProject | null } | null>(
    `query ($id: UUID!) { parkProject(id: $id) { ${PROJECT} } }`,
    { id },
    { token: await signInAgain(app, person) },
  );
  return data?.parkProject ?? null;
}
