import type { RequestHead } from './sourcing-answers';
import { CallFailed } from './caller';
import { yuan } from './figures';
import type { Walk } from './walk';
import { termsFor, WANTED, worthFen } from './wanted-goods';

/** The clerk writes down what is wanted; above the limit the approver lets it out. It reserves its worth of the year. */
export async function openRequest(walk: Walk): Promise<RequestHead> {
  const { organization } = (await walk.ask('clerk', 'WhoAmI')).me;
  walk.narrator.step(
    {
      zh: `采购方发布询价单：${WANTED.map(({ zh }) => zh).join('、')}，送三市`,
      en: `The buyer asks for ${WANTED.map(({ en }) => en).join(' and ')}, for three cities`,
    },
    'DraftRequest',
    'PublishRequest',
  );
  const input = { unitId: organization.id, terms: termsFor(new Date(walk.now())) };
  const draft = headOf((await walk.send('clerk', 'DraftRequest', input)).draftSourcingRequest);
  walk.narrator.check(
    { zh: '最高金额（不告诉供应商）', en: 'worth at its caps (no supplier sees it)' },
    yuan(worthFen),
    draft.worth?.amount ?? '—',
  );
  const published = headOf(
    (await walk.send('clerk', 'PublishRequest', onRequest(draft))).publishSourcingRequest,
  );
  const open = published.state === 'PENDING_APPROVAL' ? await approved(walk, published) : published;
  walk.narrator.check({ zh: `询价单 ${open.number}`, en: `request ${open.number}` }, 'OPEN', open.state);
  return open;
}

async function approved(walk: Walk, request: RequestHead): Promise<RequestHead> {
  walk.narrator.step(
    { zh: '超过审批限额：审批人同意', en: 'Above the limit: the approver agrees' },
    'ApproveRequest',
  );
  const { approveSourcingRequest } = await walk.send('approver', 'ApproveRequest', onRequest(request));
  return headOf(approveSourcingRequest);
}

const onRequest = ({ id, version }: RequestHead) => ({ sourcingRequestId: id, expectedVersion: version });

function headOf({ sourcingRequest }: { readonly sourcingRequest: RequestHead | null }): RequestHead {
  if (!sourcingRequest) throw new CallFailed('the request is not answered');
  return sourcingRequest;
}
