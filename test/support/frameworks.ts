import { freshKey, type TestApp } from './app';
import { signInAgain, TEST_PASSWORD, type Person } from './people';

export interface ShownLine {
  readonly id: string;
  readonly cap: { readonly value: string };
  readonly calledOff: { readonly value: string };
  readonly remaining: { readonly value: string };
  readonly utilisation: string;
  readonly unitPrice: { readonly amount: string };
  readonly prices: readonly { readonly from: string; readonly unitPrice: { readonly amount: string } }[];
}
export interface ShownFramework {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly sentBackNote: string | null;
  readonly terminatesOn: string | null;
  readonly lines: readonly ShownLine[];
  readonly documents: readonly {
    readonly id: string;
    readonly number: number;
    readonly revisionId: string | null;
    readonly sha256: string;
    readonly text: string;
    readonly downloadPath: string;
    readonly signatures: readonly { readonly side: string; readonly memberId: string }[];
  }[];
  readonly revisions: readonly { readonly id: string; readonly version: number; readonly state: string }[];
}
export const FRAMEWORK = `id version number state sentBackNote terminatesOn
  lines { id cap { value } calledOff { value } remaining { value } utilisation unitPrice { amount }
    prices { from unitPrice { amount } } }
  documents { id number revisionId sha256 text downloadPath signatures { side memberId } }
  revisions { id version state }`;

export interface FrameworkGoods {
  readonly productId: string;
  readonly supplierId: string;
}

/** Up to 10 t at 50 yuan a kilogram, from today until the end of September. */
export const frameworkLine = ({ productId }: FrameworkGoods, more: object = {}) => ({
  productId,
  grade: '一级',
  cap: { value: '10000', unit: 'kg' },
  unitPrice: { amount: '50.00' },
  priceUnit: 'kg',
  leadDays: 3,
  ...more,
});
export const frameworkTerms = (goods: readonly FrameworkGoods[], more: object = {}) => ({
  title: '示例花椒框架协议',
  from: '2026-07-09',
  until: '2026-09-30',
  paymentTerms: 'PREPAID',
  freight: { kind: 'PER_KG', amount: { amount: '0.50' } },
  noticeDays: 30,
  lines: goods.map((one) => frameworkLine(one)),
  ...more,
});

export interface FrameworkAnswer {
  readonly framework: ShownFramework | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function frame(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
  shown = `frameworkAgreement { ${FRAMEWORK} }`,
): Promise<FrameworkAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { frameworkAgreement?: ShownFramework; refusals: { code: string; path: string[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      framework: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  return {
    framework: payload?.frameworkAgreement ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [],
  };
}

/** The same, where it must succeed. */
export async function framed(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownFramework> {
  const { framework, refusals } = await frame(app, person, verb, input);
  if (!framework) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return framework;
}

export const onFramework = ({ id, version }: Pick<ShownFramework, 'id' | 'version'>, more: object = {}) => ({
  frameworkAgreementId: id,
  expectedVersion: version,
  ...more,
});

/** What is signed: the agreement’s paper as it stands. */
export const signature = (framework: ShownFramework, more: object = {}) => {
  const paper = framework.documents.find(({ revisionId }) => revisionId === null);
  const read = { documentId: paper?.id, sha256: paper?.sha256, password: TEST_PASSWORD };
  return onFramework(framework, { ...read, ...more });
};

/** The last revision and its paper. */
export const revisionSignature = ({ revisions, documents }: ShownFramework, more: object = {}) => {
  const revision = revisions.at(-1);
  const paper = documents.find(({ revisionId }) => revisionId === revision?.id);
  const read = { documentId: paper?.id, sha256: paper?.sha256, password: TEST_PASSWORD };
  return { revisionId: revision?.id, expectedVersion: revision?.version, ...read, ...more };
};

export interface FrameworkPeople {
  readonly clerk: Person;
  readonly approver: Person;
  readonly supplier: Person;
}

/** Drafted by the clerk, signed by the approver and the supplier. */
export async function makeFramework(
  app: TestApp,
  { clerk, approver, supplier }: FrameworkPeople,
  goods: readonly FrameworkGoods[],
  more: object = {},
): Promise<ShownFramework> {
  const draft = await framed(app, clerk, 'draftFrameworkAgreement', {
    supplierId: supplier.organizationId,
    terms: frameworkTerms(goods, more),
  });
  const offered = await framed(app, approver, 'signFrameworkAgreement', signature(draft));
  return framed(app, supplier, 'signFrameworkAgreement', signature(offered));
}

export async function readFramework(
  app: TestApp,
  person: Person,
  id: string,
): Promise<ShownFramework | null> {
  const { data } = await app.graphql<{ frameworkAgreement: ShownFramework } | null>(
    `query ($id: UUID!) { frameworkAgreement(id: $id) { ${FRAMEWORK} } }`,
    { id },
    { token: await signInAgain(app, person) },
  );
  return data?.frameworkAgreement ?? null;
}
