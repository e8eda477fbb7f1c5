import { randomUUID } from 'node:crypto';
import { freshKey, type TestApp } from './app';
import { png, pngChunk } from './file-samples';
import type { Goods } from './goods';
import { signInAgain, TEST_PASSWORD, type People, type Person } from './people';

export interface ShownClaim {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly sha256: string;
  readonly lines: readonly { readonly id: string; readonly reversed: { readonly amount: string } }[];
  readonly twins: readonly { readonly kind: string; readonly number: string }[];
  readonly checks: readonly { readonly side: string }[];
  readonly evidence: readonly { readonly kind: string }[];
}
export const CLAIM = `id version number state sha256 lines { id reversed { amount } } twins { kind number }
  checks { side } evidence { kind }`;

export interface ClaimAnswer {
  readonly claim: ShownClaim | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function claimVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ClaimAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const field = verb === 'verifyClaims' ? 'claims' : 'claim';
  const { data, errors } = await app.graphql<Record<
    string,
    { claim?: ShownClaim; claims?: ShownClaim[]; refusals: { code: string; path: (string | number)[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${field} { ${CLAIM} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      claim: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  return {
    claim: payload?.claim ?? payload?.claims?.[0] ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? [],
  };
}

/** The same, where it must succeed. */
export async function claimed(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownClaim> {
  const { claim, refusals } = await claimVerb(app, person, verb, input);
  if (!claim) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return claim;
}

let papers = 0;
/** A picture like no other, uploaded by the person. */
export async function uploaded(app: TestApp, person: Person, bytes = newPaper()): Promise<string> {
  // Clocks of tests stand still: all their uploads would fall into one minute, in which a house may bring so many.
  await app.database.query('DELETE FROM upload_tries');
  await app.database.query(
    `UPDATE files SET uploaded_at = uploaded_at - interval '1 minute' WHERE organization_id = $1`,
    [person.organizationId],
  );
  const answer = await fetch(`${app.url}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${await signInAgain(app, person)}`,
      'x-file-name': 'a.png',
    },
    body: new Uint8Array(bytes),
  });
  return ((await answer.json()) as { id: string }).id;
}

export function newPaper(): Buffer {
  papers += 1;
  return png({ width: 2 + papers, extra: [pngChunk('sRGB', Buffer.from([0]))] });
}

let invoices = 0;
/** Terms of one lot; 100 kg for a good 6,000 yuan, each time another sum, unless said: nothing else resembles it. */
export function claimTerms(unitId: string, goods: Goods, more: { kg?: string; yuan?: string } & object = {}) {
  invoices += 1;
  const { kg = '100', yuan = `${6000 + invoices}.00`, ...said } = more;
  return {
    unitId,
    supplierId: goods.supplierId,
    invoiceNo: `2631${String(invoices).padStart(16, '0')}`,
    invoiceAmount: { amount: yuan },
    purchasedOn: '2026-07-08',
    lines: [
      { certificateNo: goods.certificateNo, quantity: { value: kg, unit: 'kg' }, amount: { amount: yuan } },
    ],
    ...said,
  };
}

export async function evidenceOf(app: TestApp, person: Person, ...kinds: string[]) {
  const evidence: { kind: string; fileId: string }[] = [];
  for (const kind of kinds) evidence.push({ kind, fileId: await uploaded(app, person) });
  return evidence;
}

/** What one verifier sends. */
export const vouching = (...claims: readonly ShownClaim[]) => ({
  claims: claims.map(({ id, version, sha256 }) => ({ claimId: id, expectedVersion: version, sha256 })),
  password: TEST_PASSWORD,
});

/** Submitted with an invoice and a payment, and verified by both cities unless said. */
export async function playClaim(
  app: TestApp,
  people: People,
  goods: Goods,
  {
    until = 'CONFIRMED',
    ...more
  }: { until?: 'DEDUPED' | 'VERIFIED_ONE' | 'CONFIRMED'; kg?: string; yuan?: string } = {},
): Promise<ShownClaim> {
  const { clerk, unitId } = people.buyer;
  const submitted = await claimed(app, clerk, 'submitClaim', {
    terms: claimTerms(unitId, goods, more),
    evidence: await evidenceOf(app, clerk, 'INVOICE', 'PAYMENT'),
  });
  if (until === 'DEDUPED') return submitted;
  const one = await claimed(app, people.coordEast.city, 'verifyClaims', vouching(submitted));
  return until === 'VERIFIED_ONE' ? one : claimed(app, people.coordWest.city, 'verifyClaims', vouching(one));
}

export interface ShownStock {
  readonly reserved: bigint;
  readonly shipped: bigint;
}
export async function stockOf(app: TestApp, { lotId }: Goods): Promise<ShownStock> {
  const row = await app.database.one<ShownStock>(
    'SELECT reserved_base AS reserved, shipped_base AS shipped FROM lot_stock WHERE lot_id = $1',
    [lotId],
  );
  if (!row) throw new Error('no such lot');
  return row;
}

export const nobodysId = () => randomUUID();

/** Vouches for one claim, with what else is said of it. */
export function verifyClaim(app: TestApp, person: Person, claim: ShownClaim, more: object = {}) {
  const said = vouching(claim);
  const claims = said.claims.map((one) => ({ ...one, ...more }));
  return claimVerb(app, person, 'verifyClaims', { ...said, claims });
}
