import { freshKey, type TestApp } from './app';
import { TEST_PASSWORD, signInAgain, type Person } from './people';
import { brought, type Investing, type ShownProject } from './projects';

export interface ShownOperating {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly year: number;
  readonly quarter: number;
  readonly output: { readonly amount: string };
  readonly tax: { readonly amount: string };
  readonly jobs: number;
  readonly formerlyPoorJobs: number;
  readonly replacesId: string | null;
  readonly evidenceIds: readonly string[];
  readonly checks: readonly { readonly organizationId: string; readonly standing: string }[];
}
export const OPERATING = `id version state year quarter output { amount } tax { amount } jobs formerlyPoorJobs replacesId evidenceIds
  checks { organizationId standing }`;

export interface OperatingAnswer {
  readonly record: ShownOperating | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function operatingVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<OperatingAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { operatingRecord?: ShownOperating; refusals: { code: string; path: (string | number)[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { operatingRecord { ${OPERATING} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  const payload = data?.[verb];
  return {
    record: payload?.operatingRecord ?? null,
    refusals: error
      ? [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()]
      : (payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? []),
  };
}

/** The same, where it must succeed. */
export async function operated(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownOperating> {
  const { record, refusals } = await operatingVerb(app, person, verb, input);
  if (!record) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return record;
}

export const OPERATING_PAPERS = ['TAX_RECORD', 'SOCIAL_INSURANCE', 'STATISTICS'] as const;

export const quarterOf = (projectId: string, evidenceIds: readonly string[], more: object = {}) => ({
  projectId,
  year: 2026,
  quarter: 2,
  output: { amount: '2500000.55' },
  tax: { amount: '125000.05' },
  jobs: 81,
  formerlyPoorJobs: 27,
  attestedBy: '示例县农业农村局',
  evidenceIds,
  ...more,
});

/** Figures of a quarter by the park's manager, who brings their papers. */
export async function reported(
  { app, operator }: Pick<Investing, 'app' | 'operator'>,
  project: ShownProject,
  more: object = {},
): Promise<{ project: ShownProject; record: ShownOperating }> {
  const { project: ready, ids } = await brought(app, operator.manager, project, ...OPERATING_PAPERS);
  const input = quarterOf(project.id, ids, more);
  return { project: ready, record: await operated(app, operator.manager, 'submitOperatingRecord', input) };
}

export const ofQuarter = ({ id, version }: ShownOperating) => ({
  operatingRecordId: id,
  expectedVersion: version,
});
export const vouch = (app: TestApp, person: Person, record: ShownOperating) =>
  operatingVerb(app, person, 'verifyOperatingRecord', { ...ofQuarter(record), password: TEST_PASSWORD });

/** By both cities. */
export async function vouched(
  { app, people }: Pick<Investing, 'app' | 'people'>,
  record: ShownOperating,
): Promise<ShownOperating> {
  const { record: one } = await vouch(app, people.coordEast.city, record);
  if (!one) throw new Error('the east did not verify');
  const { record: both, refusals } = await vouch(app, people.coordWest.city, one);
  if (!both) throw new Error(refusals.join(', '));
  return both;
}
