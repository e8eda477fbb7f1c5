import { ask, graphqlRequest, signIn } from './client';
import { AGREEMENT, PROGRESS } from './operations';
import { startProduct, type LoadGenerator } from './processes';
import { alternate } from './rounds';
import { AUDITOR_LOGIN } from './seed/seed-people';
import { LARGE_AGREEMENT, SMALL_AGREEMENT } from './seed/seed-portions';
import { seededId } from './seed/seeded-id';
import type { Settings } from './settings';
import type { Outcome } from './table';
import { timeOutcome } from './wording';

const CONNECTIONS = 4;

/** Progress of an agreement with few and with many portions, beside a look-up by primary key. */
export async function measureProgress(
  databaseUrl: string,
  settings: Settings,
  load: LoadGenerator,
): Promise<Outcome[]> {
  const product = await startProduct(databaseUrl);
  try {
    const token = await signIn(product.port, AUDITOR_LOGIN);
    const request = (query: string, name: string) => graphqlRequest(query, { id: seededId(name) }, token);
    const [small, large] = [request(PROGRESS, SMALL_AGREEMENT), request(PROGRESS, LARGE_AGREEMENT)];
    const lookUp = request(AGREEMENT, LARGE_AGREEMENT);
    for (const one of [small, large]) await requireFigures(product.port, one);
    const job = (one: typeof small) => ({
      port: product.port,
      connections: CONNECTIONS,
      seconds: 0,
      requests: [one],
      expects: '"data":{',
    });
    const sizes = await alternate(load, settings, { floor: job(small), ours: job(large) });
    const keys = await alternate(load, settings, { floor: job(lookUp), ours: job(large) });
    const [few, many] = settings.portions.map((count) => count.toLocaleString('en'));
    return [
      timeOutcome(
        {
          zh: `${many} 份的进度（底线：${few} 份）`,
          en: `progress over ${many} portions (floor: over ${few})`,
        },
        sizes,
        1.3,
      ),
      timeOutcome(
        {
          zh: `${many} 份的进度（底线：按主键取一份协议）`,
          en: `progress over ${many} portions (floor: an agreement by its key)`,
        },
        keys,
        3,
      ),
    ];
  } finally {
    await product.stop();
  }
}

async function requireFigures(port: number, request: ReturnType<typeof graphqlRequest>): Promise<void> {
  const { data } = await ask<{ data: { progress: { total: { gross: { amount: string } } } } }>(port, request);
  if (Number(data.progress.total.gross.amount) <= 0)
    throw new Error('progress is empty: nothing was measured');
}
