import type { TestApp } from './app';
import { signInAgain, type Person } from './people';
import { lead, projectSeen, type Investing, type ShownProject } from './projects';
import { proveNext } from './projects-course';
import { writtenUntil } from './projects-written';

export interface ShownTotals {
  readonly gross: { value: string; unit: string };
  readonly reversals: { value: string };
  readonly net: { value: string };
}
export interface ShownIndicator {
  readonly committed: { value: string; unit: string };
  readonly total: ShownTotals;
  readonly rows: readonly (ShownTotals & { key: string; name: string; periodState: string | null })[];
  readonly pendingProjects: number;
  readonly ruleVersion: string | null;
}
export interface ShownEntry {
  readonly entryId: string;
  readonly kind: string;
  readonly amount: { value: string; unit: string };
  readonly countedOn: string;
  readonly period: string;
  readonly originalPeriod: string | null;
  readonly originalId: string | null;
  readonly reason: { code: string } | null;
  readonly countyCode: string;
  readonly project: { id: string; title: string } | null;
  readonly capitalRecord: { id: string; amount: { amount: string }; evidenceIds: string[] } | null;
  readonly operatingRecord: {
    id: string;
    jobs: number;
    formerlyPoorJobs: number;
    evidenceIds: string[];
  } | null;
  readonly park: { id: string } | null;
  readonly evidence: readonly { id: string; kind: string; fileId: string }[];
}

const TOTALS = 'gross { value unit } reversals { value } net { value }';
const ENTRY = `entryId kind amount { value unit } countedOn period originalPeriod originalId reason { code } countyCode
  project { id title } park { id } capitalRecord { id amount { amount } evidenceIds }
  operatingRecord { id jobs formerlyPoorJobs evidenceIds } evidence { id kind fileId }`;

/** Reading indicators of what parks bring, over HTTP. */
export class IndicatorDesk {
  constructor(
    private readonly app: TestApp,
    private readonly agreementId: string,
  ) {}

  async progress(person: Person, indicator: string, groupBy = 'AGREEMENT'): Promise<ShownIndicator> {
    const { indicatorProgress } = await this.ask<{ indicatorProgress: ShownIndicator }>(
      person,
      `query ($id: UUID!, $indicator: IndustryIndicator!, $groupBy: IndicatorGroup!) {
         indicatorProgress(agreementId: $id, indicator: $indicator, groupBy: $groupBy) {
           committed { value unit } total { ${TOTALS} } rows { key name periodState ${TOTALS} } pendingProjects ruleVersion } }`,
      { indicator, groupBy },
    );
    return indicatorProgress;
  }

  async net(person: Person, indicator: string): Promise<string> {
    return (await this.progress(person, indicator)).total.net.value;
  }

  /** In yuan. */
  async consumption(person: Person): Promise<string> {
    const { progress } = await this.ask<{ progress: { total: { net: { amount: string } } } }>(
      person,
      'query ($id: UUID!) { progress(agreementId: $id) { total { net { amount } } } }',
      {},
    );
    return progress.total.net.amount;
  }

  /** Oldest first. */
  async entries(person: Person, indicator: string): Promise<ShownEntry[]> {
    const { indicatorEntries } = await this.ask<{ indicatorEntries: { edges: { node: ShownEntry }[] } }>(
      person,
      `query ($id: UUID!, $indicator: IndustryIndicator!) {
         indicatorEntries(agreementId: $id, indicator: $indicator, first: 100) { edges { node { ${ENTRY} } } } }`,
      { indicator },
    );
    return indicatorEntries.edges.map(({ node }) => node).toReversed();
  }

  private async ask<Data>(person: Person, query: string, variables: object): Promise<Data> {
    const { data, errors } = await this.app.graphql<Data>(
      query,
      { id: this.agreementId, ...variables },
      { token: await signInAgain(this.app, person) },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
}

const handsOf = ({ operator, people }: Investing) => ({
  submitter: operator.manager,
  prover: people.coordWest.city,
});

/** A project of which everything up to its signing is taken as done. */
export const signedProject = (investing: Investing) => doneUntil(investing, 'SIGNED');

/** One that produces since the last day of June. */
export const runningProject = (investing: Investing, terms: object = {}) =>
  doneUntil(investing, 'IN_PRODUCTION', terms);

async function doneUntil(
  investing: Investing,
  stage: 'SIGNED' | 'IN_PRODUCTION',
  terms: object = {},
): Promise<ShownProject> {
  const { app, operator } = investing;
  const { id } = await lead(investing, {}, terms);
  await app.transactions.run((tx) => writtenUntil(tx, id, stage, handsOf(investing)));
  const project = await projectSeen(app, operator.manager, id);
  if (!project) throw new Error(`a project that is ${stage} is seen`);
  return project;
}

/** One that begins to produce on the day, for the enterprise of the code. */
export async function producingProject(
  investing: Investing,
  occurredOn: string,
  uscc: string,
): Promise<ShownProject> {
  const signed = await signedProject(investing);
  const enterprise = { name: '示例荞麦食品有限公司', uscc };
  const registered = await proveNext(investing, signed, 'REGISTERED', {
    occurredOn: '2026-06-30',
    enterprise,
  });
  await investing.app.transactions.run((tx) => writtenUntil(tx, signed.id, 'TRIAL', handsOf(investing)));
  return proveNext(investing, registered, 'IN_PRODUCTION', { occurredOn });
}
