import { does, tries, type Eyes } from './four-eyes';
import { award, recall } from './four-eyes-case-courses';
import type { Course, Step } from './four-eyes-course';
import { parkClosing } from './four-eyes-parks';
import { admissionIn } from './four-eyes-county';
import { limitToNothing } from './four-eyes-sourcing';
import { makeGoods } from './goods';
import { basketOf } from './orders';
import { SHA256, agreement } from './access-lines-pairing';
import { PLACES, TEST_PASSWORD, type Person } from './people';
import { sourcingTerms } from './sourcing';

export type { Course, Step } from './four-eyes-course';

/** How a step reads in the patterns of a course. */
export const read = ({ action, state, reason }: Step) => `${action} ${state ?? ''} ${reason ?? ''}`;

const versionOf = async ({ app }: Eyes, table: string, id: string) =>
  (await app.database.one<{ version: number }>(`SELECT version FROM ${table} WHERE id = $1`, [id]))
    ?.version ?? 1;

const trying =
  (table: string, verb: string, input: (id: string, eyes: Eyes) => object | Promise<object>) =>
  async (eyes: Eyes, by: Person, id: string) =>
    tries(eyes, by, verb, { expectedVersion: await versionOf(eyes, table, id), ...(await input(id, eyes)) });

const onAdmission = (verb: string, more: object) =>
  trying('supplier_admissions', verb, (admissionId) => ({ admissionId, ...more }));
const admission: Course = {
  name: 'an admission',
  people: ({ of }) => [...of.county, ...of.platform],
  begin: (eyes) => admissionIn(eyes, 'SUBMITTED'),
  tries: {
    agri: onAdmission('giveCountyOpinion', { duty: 'AGRI', positive: true, note: '示例' }),
    revital: onAdmission('giveCountyOpinion', { duty: 'REVITAL', positive: true, note: '示例' }),
    admit: onAdmission('decideAdmission', { decision: 'ADMIT', reason: '示例' }),
    review: onAdmission('superviseAdmission', { step: 'REVIEW', reason: '示例' }),
    reinstate: onAdmission('superviseAdmission', { step: 'REINSTATE', reason: '示例' }),
  },
  apart: [
    { step: /_POSITIVE$/, notAfter: /_POSITIVE$/ },
    { step: /REINSTATE$/, notAfter: /REVIEW$/, last: true },
  ],
  once: [/AGRI_POSITIVE$/, /REVITAL_POSITIVE$/, /ADMIT$/],
};

const onRecognition = (verb: string) =>
  trying('recognitions', verb, (recognitionId) => ({ recognitionId, note: '示例' }));
const recognition: Course = {
  name: 'a recognition',
  people: ({ of }) => [of.county[0], of.county[1], ...of.platform],
  async begin(eyes) {
    const { productId } = await makeGoods(eyes.app, eyes.people, { recognised: false });
    const { recognition: made } = await does<{ recognition: { id: string } }>(
      eyes,
      eyes.of.supplier[0],
      'applyForRecognition',
      {
        productId,
        annualValue: { amount: '600000.00', currency: 'CNY' },
        linkageStatement: '示例联农带农说明',
      },
      'recognition { id }',
    );
    return made.id;
  },
  tries: {
    certify: onRecognition('certifyRecognition'),
    review: onRecognition('reviewRecognition'),
    publicise: onRecognition('publiciseRecognition'),
    async recognise(eyes, by, id) {
      eyes.app.clock.advance(10 * 86_400_000);
      return onRecognition('recogniseProduct')(eyes, by, id);
    },
  },
  apart: [
    { step: /RECOGNISED/, notAfter: /CERTIFIED|REVIEWED|PUBLICISED/ },
    { step: /REVIEWED/, notAfter: /CERTIFIED/ },
  ],
  once: [/CERTIFIED/, /REVIEWED/, /PUBLICISED/, /RECOGNISED/],
};

const onOrder = (verb: string) => trying('orders', verb, (orderId) => ({ orderId }));
const signing = trying('orders', 'signContract', async (orderId, { app }) => {
  const contract = await app.database.one<{ id: string; sha256: string }>(
    'SELECT c.id, c.sha256 FROM order_contracts c JOIN orders o ON o.id = c.order_id AND o.contract_version = c.version WHERE o.id = $1',
    [orderId],
  );
  return { orderId, contractId: contract?.id, contractSha256: contract?.sha256, password: TEST_PASSWORD };
});
const order: Course = {
  name: 'an order above the limit',
  people: ({ of }) => [...of.buyer, of.supplier[0]],
  async begin(eyes, by) {
    const goods = await makeGoods(eyes.app, eyes.people);
    const placer = by.organizationId === eyes.people.buyer.id ? by : eyes.of.buyer[0];
    const basket = basketOf(eyes.app, eyes.people.buyer, goods, { terms: 'POSTPAID' });
    const { orders } = await does<{ orders: { id: string }[] }>(
      eyes,
      placer,
      'placeOrder',
      basket,
      'orders { id }',
    );
    return orders[0]?.id ?? '';
  },
  tries: { approve: onOrder('approveOrder'), sign: signing, signAgain: signing },
  apart: [{ step: /^approve /, notAfter: /^placeOrder/ }],
  once: [/^approve /, /^signAsBuyer/, /^signAsSupplier/],
};

const onAgreement = (verb: string, more: object = {}) =>
  trying('annual_agreements', verb, (agreementId) => ({ agreementId, ...more }));
const agreementCourse: Course = {
  name: 'an agreement prepared by one',
  people: ({ of }) => [of.east[0], of.east[1], of.west[0], of.west[1]],
  async begin({ app }, by) {
    const id = await agreement('NEGOTIATING')({ app }, PLACES);
    const { organizationId } = by;
    await app.database.query('INSERT INTO agreement_preparers VALUES ($1, 1, $2, $3)', [
      id,
      by.id,
      organizationId,
    ]);
    // as the preparing itself would have left it
    await app.database.query(
      `INSERT INTO audit_rows (at, member_id, organization_id, action, subject_kind, subject_id, to_state, data)
       VALUES (now(), $2, $3, 'setCommitment', 'AnnualAgreement', $1, 'NEGOTIATING', '{}')`,
      [id, by.id, organizationId],
    );
    return id;
  },
  tries: {
    sign: onAgreement('signAgreement', { sha256: SHA256, password: TEST_PASSWORD }),
    signAgain: onAgreement('signAgreement', { sha256: SHA256, password: TEST_PASSWORD }),
  },
  apart: [{ step: /^signAgreement/, notAfter: /^(setCommitment|signAgreement)/ }],
  once: [/SIGNED_ONE/, /^signAgreement ACTIVE/],
};

const onRequest = (verb: string, more: object = {}) =>
  trying('sourcing_requests', verb, (sourcingRequestId) => ({ sourcingRequestId, ...more }));
const request: Course = {
  name: 'a sourcing request above the limit',
  people: ({ of }) => of.buyer,
  async begin(eyes, by) {
    const unitId = await limitToNothing(eyes);
    const { sourcingRequest } = await does<{ sourcingRequest: { id: string } }>(
      eyes,
      by,
      'draftSourcingRequest',
      { unitId, terms: sourcingTerms() },
      'sourcingRequest { id }',
    );
    return sourcingRequest.id;
  },
  tries: {
    publish: onRequest('publishSourcingRequest'),
    approve: onRequest('approveSourcingRequest'),
    amend: onRequest('amendSourcingRequest', { terms: sourcingTerms() }),
    sendBack: onRequest('sendBackSourcingRequest', { note: '示例' }),
    cancel: onRequest('cancelSourcingRequest', { reason: 'OTHER' }),
    reopen: onRequest('reopenSourcingRequest', { terms: sourcingTerms() }),
  },
  apart: [
    { step: /^approve /, notAfter: /^(draft|amend|amendAboveLimit|reopenAboveLimit) /, last: true },
    { step: /^approve /, notAfter: /^(submit|amendAboveLimit|reopenAboveLimit) /, last: true },
  ],
  once: [/^reopenAboveLimit /],
};

/** The same with somebody in a hurry, who tries everything in turn. */
const hurried = (course: Course): Course => ({
  ...course,
  tries: {
    ...course.tries,
    async everything(eyes, by, id) {
      for (const attempt of Object.values(course.tries)) await attempt(eyes, by, id);
    },
  },
});

export const courses: readonly Course[] = [
  admission,
  recognition,
  order,
  agreementCourse,
  request,
  award,
  recall,
  parkClosing,
].map(hurried);
