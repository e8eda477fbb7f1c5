import { Ledger, type AccountPurpose } from '../../src/ledger/index';
import { PaymentRequests, type PaymentSubject } from '../../src/payments/index';
import { freshKey, type TestApp } from './app';
import { STATEMENT, onStatement, payoutAccount, type Statement } from './payouts';
import { PLACES, makeSupplier, signInAgain, type People, type Person, type Supplier } from './people';

interface Line {
  kind: string;
  orderId: string;
  orderNumber: string | null;
  amount: { amount: string };
}

/** The codes of an answer's refusals; none where it was done. */
export const codes = ({ refusals }: { refusals: { code: string }[] }) => refusals.map(({ code }) => code);

/** What people of finance and suppliers do with statements, over HTTP. */
export function payoutDesk(app: TestApp, people: People) {
  const newSupplier = () =>
    app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', PLACES.westCounty));
  const withAccount = async () => {
    const supplier = await newSupplier();
    return { ...supplier, number: await payoutAccount(app, supplier) };
  };
  const ask = async <Data>(person: Person, query: string, variables: object = {}) =>
    app.graphql<Data>(query, variables, { token: await signInAgain(app, person) });
  const statements = async (person: Person, supplierId: string) => {
    const { data, errors } = await ask<{
      payoutStatements: { totalCount: number; edges: { node: Statement }[] };
    }>(
      person,
      `query ($id: UUID) { payoutStatements(first: 20, supplierId: $id) { totalCount edges { node { ${STATEMENT} } } } }`,
      { id: supplierId },
    );
    expect(errors).toBeUndefined();
    expect(data.payoutStatements.totalCount).toBe(data.payoutStatements.edges.length);
    return data.payoutStatements.edges.map(({ node }) => node);
  };
  const newest = async ({ id }: Pick<Supplier, 'id'>): Promise<Statement> => {
    const [statement] = await statements(people.finance, id);
    if (!statement) throw new Error('no statement');
    return statement;
  };
  const lines = async (person: Person, statementId: string) => {
    const { data, errors } = await ask<{ payoutLines: { totalCount: number; edges: { node: Line }[] } }>(
      person,
      `query ($id: UUID!) { payoutLines(first: 20, statementId: $id) {
         totalCount edges { node { kind orderId orderNumber amount { amount } } } } }`,
      { id: statementId },
    );
    return { errors, found: data?.payoutLines?.edges.map(({ node }) => node) ?? [] };
  };
  const calculate = (statement: Statement) =>
    onStatement(app, people.finance, 'calculatePayoutStatement', statement);
  const approve = (statement: Statement, person = people.financeSecond) =>
    onStatement(app, person, 'approvePayoutStatement', statement);
  const makeFile = async () => {
    const { data } = await ask<{
      makeTransferFile: {
        file: { id: string; downloadPath: string; transfers: number; amount: { amount: string } } | null;
        refusals: { code: string }[];
      };
    }>(
      people.finance,
      `mutation ($input: MakeTransferFileInput!) { makeTransferFile(input: $input) {
         file { id downloadPath transfers amount { amount } } refusals { code } } }`,
      { input: { idempotencyKey: freshKey() } },
    );
    return data.makeTransferFile;
  };
  let references = 0;
  const confirm = (statement: Statement, said: object = {}) =>
    onStatement(app, people.finance, 'confirmPayoutPaid', statement, {
      bankReference: `示例付款${(references += 1)}`,
      paidAt: app.clock.now().toISOString(),
      ...said,
    });
  /** Calculated and approved, as it stands then. */
  const approved = async (supplier: Pick<Supplier, 'id'>): Promise<Statement> => {
    await calculate(await newest(supplier));
    const { statement, refusals } = await approve(await newest(supplier));
    expect(refusals).toEqual([]);
    if (!statement) throw new Error('not approved');
    return statement;
  };
  const paid = async (supplier: Pick<Supplier, 'id'>): Promise<Statement> => {
    await approved(supplier);
    await makeFile();
    const { statement, refusals } = await confirm(await newest(supplier));
    expect(refusals).toEqual([]);
    if (!statement) throw new Error('not paid');
    return statement;
  };
  const balance = (purpose: AccountPurpose, owner: string, subjectId?: string) =>
    app.nest
      .get(Ledger)
      .balance(app.database, { owner, purpose, currency: 'CNY', ...(subjectId ? { subjectId } : {}) });
  const position = (subject: PaymentSubject) => app.nest.get(PaymentRequests).position(app.database, subject);
  const download = async (path: string, person: Person) => {
    const authorization = `Bearer ${await signInAgain(app, person)}`;
    const answer = await fetch(`${app.url}${path}`, { headers: { authorization } });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  return {
    newSupplier,
    withAccount,
    ask,
    statements,
    newest,
    lines,
    calculate,
    approve,
    makeFile,
    confirm,
    approved,
    paid,
    balance,
    position,
    download,
  };
}
