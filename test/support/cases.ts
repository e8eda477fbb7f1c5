import { freshKey, type TestApp } from './app';

export interface ShownCase {
  id: string;
  version: number;
  number: string;
  kind: string;
  state: string;
  dueOn: string | null;
  late: boolean;
  offered: boolean | null;
  awardProposed: boolean;
  lines: {
    id: string;
    settlementLineId: string;
    claimed: { amount: string };
    offered: { amount: string } | null;
    awarded: { amount: string } | null;
    received: { value: string } | null;
    open: { amount: string };
    refunded: { amount: string };
  }[];
  history: { verb: string; state: string; side: string; words: string | null; fileIds: string[] }[];
}
export interface CaseAnswer {
  afterSalesCase: ShownCase | null;
  refusals: { code: string; path: (string | number)[]; message: string }[];
}

export const CASE_FIELDS = `id version number kind state dueOn late offered awardProposed
  lines { id settlementLineId claimed { amount } offered { amount } awarded { amount } received { value } open { amount } refunded { amount } }
  history { verb state side words fileIds }`;

/** The words of after-sales cases, said over HTTP. */
export function caseVerbs(app: TestApp) {
  const call = (token: string, operation: string, input: object) =>
    app.graphql<Record<string, CaseAnswer>>(
      `mutation ($input: ${operation[0]?.toUpperCase()}${operation.slice(1)}Input!) {
         ${operation}(input: $input) { afterSalesCase { ${CASE_FIELDS} } refusals { code path message } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token },
    );
  const send = async (token: string, operation: string, input: object): Promise<CaseAnswer> => {
    const answer = await call(token, operation, input);
    const payload = answer.data?.[operation];
    if (answer.errors || !payload) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`);
    return payload;
  };
  /** For steps that must succeed. */
  const done = async (token: string, operation: string, input: object): Promise<ShownCase> => {
    const { afterSalesCase, refusals } = await send(token, operation, input);
    if (!afterSalesCase) throw new Error(`${operation}: ${JSON.stringify(refusals)}`);
    return afterSalesCase;
  };
  const on = (one: ShownCase) => ({ caseId: one.id, expectedVersion: one.version });
  const read = async (token: string, id: string): Promise<ShownCase> => {
    const answer = await app.graphql<{ afterSalesCase: ShownCase }>(
      `query ($id: UUID!) { afterSalesCase(id: $id) { ${CASE_FIELDS} } }`,
      { id },
      { token },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.afterSalesCase;
  };
  return { call, send, done, on, read };
}

/** The same amount for every line of a case. */
export const giving = (one: ShownCase, amount: string, more: object = {}) =>
  one.lines.map(({ id }) => ({ caseLineId: id, amount: { amount }, ...more }));
