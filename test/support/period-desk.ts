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
    total: Figures;
    counties: (Figures & { key: string; name: string })[];
    categories: (Figures & { key: string; name: string })[];
  } | null;
  signatures: { side: string }[];
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

const FIGURES = 'gross { amount } reversals { amount } net { amount }';
const PERIOD = `id month state version waitingCount waitingOrders { orderNumber } reminded escalated
  report { revision content sha256 entries corrections total { ${FIGURES} } counties { key name ${FIGURES} } categories { key name ${FIGURES} } }
  signatures { side }`;

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

  /** Signed by the first and then by the second, and settled. */
  async signBoth(agreementId: string, month: string, east: Person, west: Person): Promise<PeriodView> {
    for (const person of [east, west]) {
      const answer = await this.sign(await this.month(agreementId, month, person), person);
      expect(answer.refusals).toEqual([]);
    }
    await this.app.settle();
    return this.month(agreementId, month, east);
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
