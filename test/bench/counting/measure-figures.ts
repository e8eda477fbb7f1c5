import { ask, graphqlRequest, signIn } from '../client';
import { AGREEMENT, PROGRESS } from '../operations';
import type { LoadRequest } from '../load/load-job';
import { startProduct, type LoadGenerator } from '../processes';
import { alternate } from '../rounds';
import { AUDITOR_LOGIN } from '../seed/seed-people';
import { COUNTIES, ONE_AGREEMENT } from '../seed/seed-settled';
import { seededId } from '../seed/seeded-id';
import type { Settings } from '../settings';
import type { Outcome } from '../table';
import { limitOutcome, timeOutcome } from '../wording';

const AS_OF = PROGRESS.replace(
  'query Progress($id: UUID!)',
  'query ProgressAsOf($id: UUID!, $asOf: BusinessDay!)',
).replace('progress(agreementId: $id)', 'progress(agreementId: $id, asOf: $asOf)');
const FIGURES =
  'target { amount } gross { amount } reversals { amount } net { amount } provisional { amount }';
const TREE = `query Tree($asOf: BusinessDay) { targetTree(asOf: $asOf) { year total { ${FIGURES} } nodes { regionCode parentCode name ${FIGURES} } } }`;

interface TreeAnswer {
  data: { targetTree: { total: { net: { amount: string } }; nodes: { regionCode: string }[] } };
}

/** The 20th of a month in the middle of what was recorded this year. */
function midYear(): string {
  const now = new Date();
  const month = Math.max(1, Math.ceil((now.getMonth() + 1) / 2));
  return `${now.getFullYear()}-${String(month).padStart(2, '0')}-20`;
}

/** What two offices ask for, in a small and in a large database, beside a look-up by key. */
export async function measureFigures(
  { small, large }: { small: string; large: string },
  settings: Settings,
  load: LoadGenerator,
): Promise<Outcome[]> {
  const few = await startProduct(small);
  const many = await startProduct(large);
  try {
    const tokens = {
      few: await signIn(few.port, AUDITOR_LOGIN),
      many: await signIn(many.port, AUDITOR_LOGIN),
    };
    const id = seededId(ONE_AGREEMENT);
    const on = (server: 'few' | 'many', query: string, variables: object) => {
      const request = graphqlRequest(query, variables, tokens[server]);
      return job(server === 'few' ? few.port : many.port, request);
    };
    const asOf = midYear();
    await requireTree(many.port, graphqlRequest(TREE, {}, tokens.many));
    const key = on('many', AGREEMENT, { id });
    const [one, oneSmall, onePast] = [
      on('many', PROGRESS, { id }),
      on('few', PROGRESS, { id }),
      on('many', AS_OF, { id, asOf }),
    ];
    const [tree, treeSmall, treePast] = [
      on('many', TREE, {}),
      on('few', TREE, {}),
      on('many', TREE, { asOf }),
    ];
    const told = (zh: string, en: string) => ({ zh, en });
    const count = (n: number) => n.toLocaleString('en');
    const [small_, large_] = settings.portions.map(count);
    const compared = async (
      what: { zh: string; en: string },
      floor: typeof key,
      ours: typeof key,
      atMost: number,
    ) => timeOutcome(what, await alternate(load, settings, { floor, ours }), atMost);
    const flat = await alternate(load, settings, { floor: treeSmall, ours: tree });
    return [
      await compared(
        told(
          `${large_} 份中一份协议的进度（底线：按主键取一份协议）`,
          `progress of an agreement among ${large_} portions (floor: an agreement by its key)`,
        ),
        key,
        one,
        3,
      ),
      await compared(
        told(`同上（底线：${small_} 份）`, `the same (floor: among ${small_})`),
        oneSmall,
        one,
        1.3,
      ),
      await compared(
        told('同上，截至过去某日（底线：现在）', 'the same as of a past day (floor: of now)'),
        one,
        onePast,
        3,
      ),
      limitOutcome(
        told(`${COUNTIES} 个县的目标树，p95`, `the tree of ${COUNTIES} counties, p95`),
        flat.ours.p95,
        60,
        'ms',
      ),
      timeOutcome(
        told(
          `${large_} 份的目标树（底线：${small_} 份）`,
          `the tree over ${large_} portions (floor: over ${small_})`,
        ),
        flat,
        1.3,
      ),
      await compared(
        told('目标树，截至过去某日（底线：现在）', 'the tree as of a past day (floor: of now)'),
        tree,
        treePast,
        3,
      ),
    ];
  } finally {
    await few.stop();
    await many.stop();
  }
}

const job = (port: number, request: LoadRequest) => ({
  port,
  connections: 1,
  seconds: 0,
  requests: [request],
  expects: '"data":{',
});

async function requireTree(port: number, request: LoadRequest): Promise<void> {
  const { data } = await ask<TreeAnswer>(port, request);
  const counties = data.targetTree.nodes.filter(({ regionCode }) => !regionCode.endsWith('00'));
  if (counties.length !== COUNTIES || Number(data.targetTree.total.net.amount) <= 0)
    throw new Error(`the tree has ${counties.length} counties and ${data.targetTree.total.net.amount} yuan`);
}
