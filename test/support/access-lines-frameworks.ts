import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import {
  framed,
  frameworkTerms,
  onFramework,
  revisionSignature,
  signature,
  type FrameworkGoods,
  type ShownFramework,
} from './frameworks';
import { makeGoods } from './goods';
import { TEST_PASSWORD } from './people';

type Until = 'DRAFT' | 'SIGNED_BY_ONE' | 'ACTIVE';

const goods = new Map<string, FrameworkGoods>();
/** By the id of what the line names. */
const made = new Map<string, ShownFramework>();

const termsAt = (place: Place) => {
  const own = goods.get(place.supplierId);
  return frameworkTerms(own ? [own] : [], { title: `示例框架协议之${place.label}` });
};

export async function prepareFrameworks({ app, own, near, far }: World): Promise<void> {
  for (const place of [own, near, far]) {
    const supplier = { id: place.supplierId, member: place.supplier };
    goods.set(place.supplierId, await makeGoods(app, { supplier }, { countyCode: place.westCounty }));
  }
}

/** A framework of the place, new each time. */
async function frameworkAt({ app }: World, place: Place, until: Until): Promise<ShownFramework> {
  const said = { supplierId: place.supplierId, terms: termsAt(place) };
  const draft = await framed(app, place.buyer, 'draftFrameworkAgreement', said);
  if (until === 'DRAFT') return draft;
  const offered = await framed(app, place.approver, 'signFrameworkAgreement', signature(draft));
  if (until === 'SIGNED_BY_ONE') return offered;
  return framed(app, place.supplier, 'signFrameworkAgreement', signature(offered));
}

const remembered = (id: string, framework: ShownFramework): string => {
  made.set(id, framework);
  return id;
};

const onFrameworkOf = (
  until: Until,
  more: (framework: ShownFramework, own: Place) => object = () => ({}),
): Line => ({
  async record(world, place) {
    const framework = await frameworkAt(world, place, until);
    return remembered(framework.id, framework);
  },
  owners: until === 'DRAFT' ? ['buyerId'] : ['buyerId', 'supplierId'],
  variables(frameworkAgreementId, own) {
    const framework = made.get(frameworkAgreementId);
    return { frameworkAgreementId, ...(framework ? more(framework, own) : more(NOTHING, own)) };
  },
});
/** For ids that are nobody’s. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const NOTHING: ShownFramework = {
  id: '',
  version: 1,
  number: '',
  state: '',
  sentBackNote: null,
  terminatesOn: null,
  lines: [],
  documents: [],
  revisions: [],
};

const read = ({ documents }: ShownFramework) => ({
  documentId: documents.at(-1)?.id ?? NOBODY,
  sha256: documents.at(-1)?.sha256 ?? 'a'.repeat(64),
  password: TEST_PASSWORD,
});
const raised = ({ lines }: ShownFramework) => ({
  reason: '示例修订',
  lines: [
    {
      frameworkLineId: lines[0]?.id ?? NOBODY,
      unitPrice: { amount: '52.00' },
      priceFrom: '2026-08-01',
      cap: { value: '12', unit: 't' },
    },
  ],
});

const onRevision = (more: (framework: ShownFramework) => object): Line => ({
  async record(world, place) {
    const active = await frameworkAt(world, place, 'ACTIVE');
    const said = onFramework(active, raised(active));
    const proposed = await framed(world.app, place.buyer, 'proposeFrameworkRevision', said);
    return remembered(proposed.revisions[0]?.id ?? '', proposed);
  },
  owners: ['buyerId', 'supplierId'],
  variables: (revisionId) => ({ ...more(made.get(revisionId) ?? NOTHING), revisionId }),
});
const revisionRead = (framework: ShownFramework) => {
  const { documentId, sha256, password } = revisionSignature(framework);
  return { documentId: documentId ?? NOBODY, sha256: sha256 ?? 'a'.repeat(64), password };
};

export const frameworkLines: Lines = {
  callOff: {
    ...onFrameworkOf('ACTIVE', ({ lines }, own) => ({
      unitId: own.unitId,
      deliveryCounty: own.eastCounty,
      deliveryOn: '2026-07-29',
      lines: [{ frameworkLineId: lines[0]?.id ?? NOBODY, quantity: { value: '10', unit: 'kg' } }],
    })),
    owners: ['buyerId'],
  },
  callOffs: {
    ...onFrameworkOf('ACTIVE'),
    variables: (frameworkAgreementId) => ({ frameworkAgreementId }),
  },
  frameworkAgreements: { variables: () => ({}) },
  frameworkAgreement: { ...onFrameworkOf('ACTIVE'), variables: (id) => ({ id }) },
  draftFrameworkAgreement: {
    variables: (_, own) => ({ supplierId: own.supplierId, terms: termsAt(own) }),
  },
  amendFrameworkAgreement: onFrameworkOf('DRAFT', (_, own) => ({ terms: termsAt(own) })),
  signFrameworkAgreement: [
    { ...onFrameworkOf('DRAFT', read), by: 'BUYER_APPROVER' },
    { ...onFrameworkOf('SIGNED_BY_ONE', read), by: 'SUPPLIER' },
  ],
  sendBackFrameworkAgreement: onFrameworkOf('SIGNED_BY_ONE', () => ({ note: '示例' })),
  terminateFrameworkAgreement: onFrameworkOf('ACTIVE', () => ({
    reason: 'OTHER',
    note: '示例',
    password: TEST_PASSWORD,
  })),
  proposeFrameworkRevision: onFrameworkOf('ACTIVE', raised),
  signFrameworkRevision: onRevision(revisionRead),
  withdrawFrameworkRevision: onRevision(() => ({ note: '示例' })),
};
