import type { ProposedWindow, RequestHead, SeenProposal } from './sourcing-answers';
import { CallFailed } from './caller';
import { plain, roughly } from './figures';
import type { Said } from './narrator';
import type { Walk } from './walk';
import { CITIES, cityOf } from './wanted-goods';

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
  // one window a line, and a line for each city of each kind of goods
  for (const [at, window] of matchProposal.windows.entries())
    for (const said of reasonsOf(window, CITIES[at % CITIES.length] ?? '')) walk.narrator.tell(said);
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

function reasonsOf({ wanted, supplies, losing }: ProposedWindow, county: string): Said[] {
  const city = cityOf(county);
  const chosen = supplies.map(({ supply }) => nameOf(supply));
  return [
    ...supplies.map(({ quantity, landed, supply, terms, insteadOf }) => {
      const amount = `${plain(quantity.value)}/${plain(wanted.value)} ${wanted.unit}`;
      const instead = insteadOf ? insteadText(insteadOf) : { zh: '', en: '' };
      const [pairing, grade, lateness] = [terms.pairing, terms.grade, terms.lateness].map(({ yuan }) =>
        roughly(yuan),
      );
      return {
        zh: `${city.zh} ${amount}：${nameOf(supply)}，到岸 ${roughly(landed.yuan)} 元/${landed.per}（结对 ${pairing}，等级 ${grade}，延迟 ${lateness}）${instead.zh}`,
        en: `${city.en} ${amount}: ${nameOf(supply)}, landed ${roughly(landed.yuan)} yuan/${landed.per} (pairing ${pairing}, grade ${grade}, lateness ${lateness})${instead.en}`,
      };
    }),
    ...losing
      .filter(isDearer)
      .slice(0, 1)
      .map(({ cheaperBy, supply }) => {
        const again = chosen.includes(nameOf(supply));
        return {
          zh: `  最近的落选者 ${nameOf(supply)}${again ? '的另一批次' : ''}：到岸再低 ${roughly(cheaperBy.yuan)} 元/${cheaperBy.per} 即入选`,
          en: `  nearest not chosen ${nameOf(supply)}${again ? ', another lot' : ''}: ${roughly(cheaperBy.yuan)} yuan/${cheaperBy.per} cheaper and it would be`,
        };
      }),
  ];
}

const nameOf = ({ productName, supplier }: ProposedWindow['losing'][number]['supply']) =>
  `${productName} · ${supplier.name}`;

function insteadText({
  supply,
  dearerBy,
}: NonNullable<ProposedWindow['supplies'][number]['insteadOf']>): Said {
  const by = roughly(dearerBy.yuan);
  return {
    zh: `；代替 ${supply.productName}：+${by} 元/${dearerBy.per}，县域底线所需`,
    en: `; instead of ${supply.productName}: +${by} yuan/${dearerBy.per}, needed for a floor`,
  };
}

/** One that costs the same may as well have been chosen. */
const isDearer = ({ cheaperBy }: ProposedWindow['losing'][number]) => Number(cheaperBy.yuan) > 0;
