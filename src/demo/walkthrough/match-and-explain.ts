import type { ProposedWindow, RequestHead, SeenProposal } from './sourcing-answers';
import { CallFailed } from './caller';
import type { Said } from './narrator';
import type { Walk } from './walk';

const RUN_PATIENCE_MS = 60_000; // the run is carried out beside everything else

/** The coordinator lets everything that is wanted be matched with everything on offer; the buyer reads what is proposed, and why. */
export async function matchAndExplain(walk: Walk, request: RequestHead): Promise<void> {
  walk.narrator.step(
    { zh: '协作办发起匹配', en: 'The coordinator has it matched' },
    'RequestMatchRun',
    'SeeMatchRun',
  );
  const { requestMatchRun } = await walk.send('coordinator', 'RequestMatchRun', {});
  const id = requestMatchRun.matchRun?.id;
  const { seen } = await walk.soon(
    async () => (await walk.ask('coordinator', 'SeeMatchRun', { id })).matchRun,
    ({ state }) => state !== 'REQUESTED' && state !== 'RUNNING',
    RUN_PATIENCE_MS,
  );
  walk.narrator.check({ zh: '匹配', en: 'the run' }, 'PROPOSED', seen.state);
  const { report } = seen;
  if (!report) throw new CallFailed(`SeeMatchRun: no report, ${seen.failure ?? seen.state}`);
  walk.narrator.tell({
    zh: `${seen.lineCount} 行需求 × ${seen.supplyCount} 项供应，满足 ${report.linesServed}/${report.lines} 个交货期；公平的代价 ${report.priceOfFairness.amount} 元（上限 ${report.priceOfFairnessBound.amount}）`,
    en: `${seen.lineCount} lines × ${seen.supplyCount} supplies, ${report.linesServed} of ${report.lines} windows served; fairness costs ${report.priceOfFairness.amount} yuan (at most ${report.priceOfFairnessBound.amount})`,
  });
  const proposal = await readProposal(walk, request);
  await acceptProposal(walk, proposal);
}

async function readProposal(walk: Walk, { id }: RequestHead): Promise<SeenProposal> {
  walk.narrator.step({ zh: '采购方看建议与理由', en: 'The buyer reads the proposal and why' }, 'SeeProposal');
  const { matchProposal } = await walk.ask('clerk', 'SeeProposal', { sourcingRequestId: id });
  if (!matchProposal) throw new CallFailed('SeeProposal: no proposal');
  walk.narrator.check({ zh: '建议', en: 'proposal' }, 'PROPOSED', matchProposal.state);
  for (const window of matchProposal.windows) for (const said of reasonsOf(window)) walk.narrator.tell(said);
  return matchProposal;
}

/** Taken, it asks the proposed suppliers to quote. */
async function acceptProposal(walk: Walk, { id, version }: SeenProposal): Promise<void> {
  const title = {
    zh: '采购方采纳建议：邀请所荐供应商报价',
    en: 'The buyer takes it: those proposed are asked to quote',
  };
  walk.narrator.step(title, 'AcceptProposal');
  const input = { matchProposalId: id, expectedVersion: version };
  const { acceptMatchProposal } = await walk.send('clerk', 'AcceptProposal', input);
  const state = acceptMatchProposal.matchProposal?.state ?? '—';
  walk.narrator.check({ zh: '建议', en: 'proposal' }, 'ACCEPTED', state);
}

function reasonsOf({ served, wanted, supplies, losing }: ProposedWindow): Said[] {
  const amount = `${served.value}/${wanted.value} ${wanted.unit}`;
  return [
    ...supplies.map(({ quantity, landed, supply, terms, insteadOf }) => {
      const who = `${supply.productName} · ${supply.supplier.name}`;
      const instead = insteadOf
        ? {
            zh: `；代替 ${insteadOf.supply.productName}：+${insteadOf.dearerBy.yuan} 元/${insteadOf.dearerBy.per}，县域底线所需`,
            en: `; instead of ${insteadOf.supply.productName}: +${insteadOf.dearerBy.yuan} yuan/${insteadOf.dearerBy.per}, needed for a floor`,
          }
        : { zh: '', en: '' };
      return {
        zh: `${amount}：${quantity.value} ${quantity.unit} ${who}，到岸 ${landed.yuan} 元/${landed.per}（结对 ${terms.pairing.yuan}，等级 ${terms.grade.yuan}，延迟 ${terms.lateness.yuan}）${instead.zh}`,
        en: `${amount}: ${quantity.value} ${quantity.unit} ${who}, landed ${landed.yuan} yuan/${landed.per} (pairing ${terms.pairing.yuan}, grade ${terms.grade.yuan}, lateness ${terms.lateness.yuan})${instead.en}`,
      };
    }),
    ...losing
      .filter(isDearer)
      .slice(0, 1)
      .map(({ cheaperBy, supply }) => ({
        zh: `  最近的落选者 ${supply.productName} · ${supply.supplier.name}：到岸再低 ${cheaperBy.yuan} 元/${cheaperBy.per} 即入选`,
        en: `  nearest not chosen ${supply.productName} · ${supply.supplier.name}: ${cheaperBy.yuan} yuan/${cheaperBy.per} cheaper and it would be`,
      })),
  ];
}

/** One that costs the same may as well have been chosen. */
const isDearer = ({ cheaperBy }: ProposedWindow['losing'][number]) => Number(cheaperBy.yuan) > 0;
