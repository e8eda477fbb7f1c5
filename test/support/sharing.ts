import { freshKey, type TestApp } from './app';
import { signInAgain, type Person } from './people';

export interface ShownContract {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly sha256: string;
}
interface Shared {
  readonly whole: { readonly amount: string };
  readonly east: { readonly amount: string };
  readonly west: { readonly amount: string };
}
export interface ShownStatement extends ShownContract {
  readonly year: number;
  readonly number: number;
  readonly supplementsId: string | null;
  readonly output: Shared;
  readonly tax: Shared;
  readonly jobs: { readonly whole: number; readonly east: number; readonly west: number };
  readonly recordIds: readonly string[];
  readonly signatures: readonly { readonly side: string }[];
}
export interface SharingAnswer {
  readonly contract: ShownContract | null;
  readonly statement: ShownStatement | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

const CONTRACT = 'contract { id version state sha256 }';
const STATEMENT = `statement { id version state sha256 year number supplementsId recordIds signatures { side }
  output { whole { amount } east { amount } west { amount } } tax { whole { amount } east { amount } west { amount } }
  jobs { whole east west } }`;

/** One verb over HTTP. */
export async function sharingVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<SharingAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const shown = verb.endsWith('Contract') ? CONTRACT : STATEMENT;
  const { data, errors } = await app.graphql<Record<
    string,
    {
      contract?: ShownContract;
      statement?: ShownStatement;
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
    contract: payload?.contract ?? null,
    statement: payload?.statement ?? null,
    refusals: error
      ? [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()]
      : (payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? []),
  };
}

export const contractTerms = (parkId: string, eastRegionCode: string, more: object = {}) => ({
  parkId,
  eastRegionCode,
  effectiveFrom: '2025-01-01',
  outputEastPpm: 333_333,
  taxEastPpm: 500_000,
  jobsEastPpm: 400_000,
  ...more,
});
