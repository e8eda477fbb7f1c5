import { freshKey, type TestApp } from './app';
import { TEST_PASSWORD, signInAgain, type Person } from './people';

export interface PeriodView {
  id: string | null;
  month: string;
  state: string;
  version: number;
  waitingCount: number;
  waitingOrders: { orderNumber: string }[];
  reminded: boolean;
  escalated: boolean;
  report: {
    revision: number;
    content: string;
    sha256: string;
    entries: number;
    corrections: number;
    format: number;
    restates: string | null;
    contested: { amount: string };
    contestedPortions: number;
    carried: { amount: string };
    signedNet: { amount: string };
    total: Figures;
    counties: (Figures & { key: string; name: string })[];
    categories: (Figures & { key: string; name: string })[];
  } | null;
  signatures: { side: string; sha256: string }[];
  restatedReports: { revision: number; sha256: string }[];
  restatedSignatures: { side: string; sha256: string }[];
}
interface Figures {
  gross: { amount: string };
  reversals: { amount: string };
  net: { amount: string };
}
export interface PeriodAnswer {
  period: PeriodView | null;
  refusals: { code: string; message: string; path: string[] }[];
}

export interface RestatementAnswer {
  readonly restatement: {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly sha256: string;
    readonly content: string;
    readonly changes: number;
    readonly difference: { readonly amount: string };
    readonly signatures: readonly { readonly side: string }[];
  } | null;
  readonly refusals: readonly { readonly code: string; readonly path: readonly (string | number)[] }[];
}
export interface DisputeAnswer {
  readonly dispute: {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly side: string;
    readonly reminded: boolean;
    readonly lines: readonly { readonly entryId: string; readonly amount: { readonly amount: string } }[];
    readonly words: readonly {
      readonly side: string;
      readonly words: string;
      readonly files: readonly { readonly fileId: string; readonly sha256: string }[];
    }[];
    readonly decision: {
      readonly number: number;
      readonly outcome: string;
      readonly content: string;
      readonly sha256: string;
      readonly signatures: readonly { readonly side: string }[];
    } | null;
  } | null;
  readonly refusals: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const FIGURES = 'gross { amount } reversals { amount } net { amount }';
const PERIOD = `id month state version waitingCount waitingOrders { orderNumber } reminded escalated
  report { revision content sha256 entries corrections format restates contested { amount } contestedPortions carried { amount } signedNet { amount } total { ${FIGURES} } counties { key name ${FIGURES} } categories { key name ${FIGURES} } }
  signatures { side sha256 } restatedReports { revision sha256 } restatedSignatures { side sha256 }`;

/** Closing and signing months over HTTP, as the two offices do. */
export class PeriodDesk {
  constructor(private readonly app: TestApp) {}

  async months(agreementId: string, person: Person): Promise<PeriodView[]> {
    const answer = await this.ask<{ countingPeriods: { edges: { node: PeriodView }[] } }>(
      `query ($id: UUID!) { countingPeriods(agreementId: $id) { edges { node { ${PERIOD} } } } }`,
      { id: agreementId },
      person,
    );
    return answer.data.countingPeriods.edges.map(({ node }) => node);
  }

  async month(agreementId: string, month: string, person: Person): Promise<PeriodView> {
    const found = (await this.months(agreementId, person)).find((one) => one.month === month);
    if (!found) throw new Error(`${month} is not among the months`);
    return found;
  }

  close(agreementId: string, month: string, person: Person, key = freshKey()): Promise<PeriodAnswer> {
    return this.run('softCloseCountingPeriod', 'SoftClosePeriodInput', person, {
      idempotencyKey: key,
      agreementId,
      month,
    });
  }

  sign(period: PeriodView, person: Person, changed: object = {}): Promise<PeriodAnswer> {
    return this.run('signCountingPeriod', 'SignPeriodInput', person, {
      idempotencyKey: freshKey(),
      periodId: period.id,
      expectedVersion: period.version,
      sha256: period.report?.sha256,
      password: TEST_PASSWORD,
      ...changed,
    });
  }

  /** A verb of disputes; opened on the report as the person reads it now. */
  async dispute(verb: string, person: Person, input: object): Promise<DisputeAnswer> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const { data, errors } = await this.ask<Record<string, DisputeAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) {
         dispute { id version state side reminded lines { entryId reason amount { amount } } words { side words files { fileId sha256 } }
         decision { number outcome content sha256 signatures { side } } } refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      person,
    );
    if (errors?.[0]) return { dispute: null, refusals: [{ code: errors[0].extensions.code, path: [] }] };
    const answer = data[verb];
    if (!answer) throw new Error(`${verb} answered nothing`);
    return answer;
  }

  /** A verb of restatements. */
  async restatement(verb: string, person: Person, input: object): Promise<RestatementAnswer> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const { data, errors } = await this.ask<Record<string, RestatementAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) {
         restatement { id version state sha256 content changes difference { amount } signatures { side } } refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      person,
    );
    if (errors?.[0]) return { restatement: null, refusals: [{ code: errors[0].extensions.code, path: [] }] };
    const answer = data[verb];
    if (!answer) throw new Error(`${verb} answered nothing`);
    return answer;
  }

  signRestatement(
    { restatement }: RestatementAnswer,
    person: Person,
    changed: object = {},
  ): Promise<RestatementAnswer> {
    return this.restatement('signRestatement', person, {
      restatementId: restatement?.id,
      expectedVersion: restatement?.version,
      sha256: restatement?.sha256,
      password: TEST_PASSWORD,
      ...changed,
    });
  }

  objection(period: PeriodView, entryIds: readonly string[], changed: object = {}): object {
    return {
      periodId: period.id,
      expectedVersion: period.version,
      sha256: period.report?.sha256,
      lines: entryIds.map((entryId) => ({ entryId, reason: '示例：不是本年货款' })),
      words: '示例：请核对',
      ...changed,
    };
  }

  /** Signed by the first and then by the second, and settled. */
  async signBoth(agreementId: string, month: string, east: Person, west: Person): Promise<PeriodView> {
    for (const person of [east, west]) {
      const answer = await this.sign(await this.month(agreementId, month, person), person);
      expect(answer.refusals).toEqual([]);
    }
    await this.app.settle();
    return this.month(agreementId, month, east);
  }

  /** Kinds of what lies on the person's desk. */
  async workOf(list: 'myTasks' | 'myNotices', person: Person): Promise<string[]> {
    const { data } = await this.ask<Record<string, { edges: { node: { kind: string } }[] }>>(
      `{ ${list}(first: 100) { edges { node { kind } } } }`,
      {},
      person,
    );
    return data[list]?.edges.map(({ node }) => node.kind) ?? [];
  }

  async ask<Data>(query: string, variables: object, person: Person) {
    return this.app.graphql<Data>(query, variables, { token: await signInAgain(this.app, person) });
  }

  private async run(verb: string, type: string, person: Person, input: object): Promise<PeriodAnswer> {
    const answer = await this.ask<Record<string, PeriodAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { period { ${PERIOD} } refusals { code message path } } }`,
      { input },
      person,
    );
    const found = answer.data?.[verb];
    if (!found) throw new Error(JSON.stringify(answer.errors));
    return found;
  }
}
