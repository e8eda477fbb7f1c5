import { setTimeout as sleep } from 'node:timers/promises';
import { callTestApp, type CallOptions, type GraphqlAnswer, type TestApp } from '../../../support/app';
import type { Stage } from '../stage';

const PATIENCE_MS = 90_000;

/**
 * The processes of the stage as one product: whoever does not hear what became of his request sends the same one, with
 * the same key, to the next process. Jobs are the workers’, so nothing is settled from here.
 */
export function callerOf(stage: Stage): TestApp {
  let turn = 0;
  const next = () => stage.web((turn += 1)).url;
  const graphql = async <Data>(
    query: string,
    variables: object = {},
    options: CallOptions = {},
  ): Promise<GraphqlAnswer<Data>> => {
    const end = performance.now() + stage.within(PATIENCE_MS);
    for (;;) {
      const answer = await callTestApp<Data>(next(), query, variables, options).catch(() => null);
      if (answer && answer.status < 500) return answer;
      if (performance.now() > end) throw new Error(`nobody answered: ${query.slice(0, 80)}`);
      await sleep(100);
    }
  };
  const { app } = stage;
  return {
    get url() {
      return next();
    },
    clock: app.clock,
    database: app.database,
    transactions: app.transactions,
    nest: app.nest,
    graphql,
    settle: async () => undefined,
    close: async () => undefined,
  };
}

/** What was refused or broken may be tried again as a whole: whatever it does is done once or refused. */
export type Tried = <Result>(work: () => Promise<Result>) => Promise<Result>;

export const triedOn =
  (stage: Stage): Tried =>
  async (work) => {
    const end = performance.now() + stage.within(PATIENCE_MS);
    for (;;)
      try {
        return await work();
      } catch (error) {
        if (performance.now() > end) throw error;
        await sleep(250);
      }
  };
