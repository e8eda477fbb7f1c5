import { freshKey, type TestApp } from './app';
import { signInAgain, type Person } from './people';

export interface Announced {
  id: string;
  version: number;
  state: string;
  lower: { value: string };
  held: { value: string };
  certified: { value: string };
  reserved: { value: string };
  lotIds: string[];
  versions: { number: number; lower: { value: string }; note: string | null }[];
}

export interface AnnouncingAnswer {
  forwardSupply: Announced | null;
  refusals: { code: string; path: string[]; message: string }[];
}

export const MANAGED = `id version state lower { value } held { value } certified { value } reserved { value } lotIds
  versions { number lower { value } note }`;

const kg = (value: number | string) => ({ value: String(value), unit: 'kg' });

/** The verbs of announced harvests over HTTP, as a supplier does them. */
export function announcingVerbs(app: TestApp) {
  async function does(person: Person, verb: string, input: object): Promise<AnnouncingAnswer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, AnnouncingAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { forwardSupply { ${MANAGED} } refusals { code path message } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data[verb] as AnnouncingAnswer;
  }

  const range = (lower: number, upper: number, said: object = {}) => ({
    lower: kg(lower),
    upper: kg(upper),
    windowFrom: '2026-08-01',
    windowTo: '2026-09-30',
    confidencePercent: 80,
    ...said,
  });
  const lot = (certificateNo: string, kilograms: number, said: object = {}) => ({
    certificateNo,
    harvestedOn: '2026-07-05',
    expiresOn: '2027-12-31',
    grade: '一级',
    quantity: kg(kilograms),
    ...said,
  });
  const seen = (supply: Pick<Announced, 'id' | 'version'> | null) => ({
    forwardSupplyId: supply?.id,
    expectedVersion: supply?.version,
  });
  return { does, range, lot, seen };
}
