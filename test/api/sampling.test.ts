import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, signInAgain, type People } from '../support/people';
import { pepperTerms, publishedRequest, quoted, submitQuote, type RequestLine } from '../support/quoting';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import { onSample, sampleWish, sampled, sampling, type ShownSample } from '../support/sampling';
import { onRequest, sourced, type ShownRequest } from '../support/sourcing';

interface Asked {
  readonly request: ShownRequest;
  readonly lines: readonly RequestLine[];
}
const SHIPPED = { carrier: '示例物流', trackingNo: 'SF1234567890' };

describe('a sample', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const far = { countyCode: PLACES.otherWestCounty, verifiedMu: null, inBase: 100_000_000n };
    other = await makeGoods(app, { supplier: people.otherSupplier }, far);
  });
  afterAll(() => app.close());

  const { noticesOf, trail } = quotingReads(() => app);
  const clerk = () => people.buyer.clerk.token;
  const supplier = () => people.supplier.token;
  const rival = () => people.otherSupplier.token;
  const asked = async (invited: readonly string[], more: object = {}): Promise<Asked> => {
    const quoteDeadline = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const terms = pepperTerms({ quoteDeadline, ...more });
    const open = await publishedRequest(app, { token: clerk(), unitId: people.buyer.unitId }, terms);
    const input = { sourcingRequestId: open.request.id, supplierIds: invited };
    if (invited.length > 0) await quoted(app, clerk(), 'inviteSuppliers', input, 'invitations { id }');
    return open;
  };
  const ask = (of: Asked, supplierId: string, more: object = {}) =>
    sampled(app, clerk(), 'requestSample', sampleWish(of, supplierId, more));
  const refused = async (token: string, verb: string, input: object) =>
    (await sampling(app, token, verb, input)).refusals;
  const received = async (of: Asked, more: object = { lotId: goods.lotId }): Promise<ShownSample> => {
    const sample = await ask(of, people.supplier.id);
    const sent = await sampled(app, supplier(), 'sendSample', onSample(sample, { ...SHIPPED, ...more }));
    return sampled(app, clerk(), 'receiveSample', onSample(sent));
  };
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
  };
  const tasksOf = async (id: string) =>
    (
      await app.database.query<{ role: string; kind: string }>(
        'SELECT role, kind FROM tasks WHERE subject_id = $1 AND closed_at IS NULL',
        [id],
      )
    ).map(({ role, kind }) => `${role} ${kind}`);
  const stateOf = async (id: string) =>
    (await app.database.one<{ state: string }>('SELECT state FROM samples WHERE id = $1', [id]))?.state;

  it('is asked for, sent, looked at and approved; the order and its contract name it', async () => {
    const open = await asked([people.supplier.id, people.otherSupplier.id]);
    const wish = (more: object) =>
      sampleWish(open, people.supplier.id, { mostPrice: { amount: '20.00' }, ...more });
    const five = { value: '5', unit: 'kg' };
    expect(
      await refused(clerk(), 'requestSample', wish({ quantity: { value: '5.001', unit: 'kg' } })),
    ).toEqual(['SAMPLE_TOO_MUCH quantity']);
    expect(await refused(clerk(), 'requestSample', wish({ quantity: { value: '0', unit: 'kg' } }))).toEqual([
      'QUANTITY_ZERO quantity',
    ]);
    expect(await refused(clerk(), 'requestSample', wish({ mostPrice: { amount: '300.01' } }))).toEqual([
      'SAMPLE_TOO_DEAR mostPrice',
    ]);
    expect(await refused(people.otherBuyer.clerk.token, 'requestSample', wish({}))).toEqual([
      'NOT_FOUND sourcingRequestId',
    ]);
    const sample = await sampled(app, clerk(), 'requestSample', wish({ quantity: five }));
    expect(await tasksOf(sample.id)).toEqual(['SUPPLIER ANSWER_SAMPLE_REQUEST']);
    expect(await refused(clerk(), 'requestSample', wish({}))).toEqual(['SAMPLE_RUNNING supplierId']);
    const send = (more: object) => onSample(sample, { ...SHIPPED, lotId: goods.lotId, ...more });
    expect(await refused(supplier(), 'sendSample', send({ price: { amount: '20.01' } }))).toEqual([
      'PRICE_ABOVE_OFFERED price',
    ]);
    expect(await refused(supplier(), 'sendSample', send({ lotId: other.lotId }))).toEqual([
      'LOT_UNKNOWN lotId',
    ]);
    expect(await refused(rival(), 'sendSample', send({}))).toEqual(['NOT_FOUND sampleId']);
    const sent = await sampled(app, supplier(), 'sendSample', send({ price: { amount: '20.00' } }));
    const [stock] = await app.database.query<{ lost: bigint }>(
      'SELECT loss_base AS lost FROM lot_stock WHERE lot_id = $1',
      [goods.lotId],
    );
    expect([sent.price?.amount, sent.grade, stock?.lost]).toEqual(['20.00', '一级', 5_000n]);
    expect(await tasksOf(sample.id)).toEqual(['BUYER_CLERK RECEIVE_SAMPLE']);
    expect(await refused(clerk(), 'approveSample', onSample(sent))).toEqual(['ILLEGAL_TRANSITION sampleId']);
    const here = await sampled(app, clerk(), 'receiveSample', onSample(sent));
    expect(await tasksOf(sample.id)).toEqual(['BUYER_CLERK JUDGE_SAMPLE']);
    const approved = await sampled(app, clerk(), 'approveSample', onSample(here));
    expect([approved.state, await tasksOf(sample.id)]).toEqual(['APPROVED', []]);
    expect(await noticesOf(people.supplier.id, sample.id)).toEqual(['SAMPLE_APPROVED', 'SAMPLE_REQUESTED']);

    const mine = await submitQuote(app, supplier(), open, goods, { kg: '1000' });
    const theirs = await submitQuote(app, rival(), open, other, { kg: '1000' });
    await afterDeadline();
    const { node } = await award(app, clerk(), open.request.id, [awardOf(mine), awardOf(theirs)]);
    const orders =
      node?.flatMap(({ quoteId, orderIds }) => orderIds.map((id) => [quoteId, id] as const)) ?? [];
    const named = await Promise.all(
      orders.map(async ([quoteId, id]) => {
        const { data } = await app.graphql<{
          order: { lines: { sampleNumber: string | null }[]; contract: { text: string } };
        }>(
          'query ($id: UUID!) { order(id: $id) { lines { sampleNumber } contract { text } } }',
          { id },
          { token: clerk() },
        );
        const { lines, contract } = data.order;
        return [
          quoteId === mine.id,
          lines[0]?.sampleNumber,
          contract.text.includes(`样品 ${sample.number} 一致`),
        ];
      }),
    );
    expect(new Set(named)).toEqual(
      new Set([
        [true, sample.number, true],
        [false, null, false],
      ]),
    );
    expect(await breaksOf(app)).toEqual([]);
  });

  it('of a sealed request is between the two: nobody hears of it, and it tells the buyer of no quote', async () => {
    const open = await asked([people.supplier.id], { sealed: true });
    await submitQuote(app, rival(), open, other);
    await submitQuote(app, supplier(), open, goods);
    const sample = await ask(open, people.supplier.id);
    expect(sample.quoteId).toBeNull();
    expect(await refused(clerk(), 'requestSample', sampleWish(open, people.otherSupplier.id))).toEqual([
      'SUPPLIER_NOT_ASKED supplierId',
    ]);
    const seen = async (token: string) => {
      const { data, errors } = await app.graphql<{ sample: { id: string } } | null>(
        'query ($id: UUID!) { sample(id: $id) { id } }',
        { id: sample.id },
        { token },
      );
      return data?.sample.id ?? errors?.[0]?.extensions.code;
    };
    const { ops, auditor, otherBuyer } = people;
    expect(
      await Promise.all(
        [rival(), ops.token, auditor.token, await signInAgain(app, otherBuyer.clerk)].map(seen),
      ),
    ).toEqual(['NOT_FOUND', 'FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND']);
    expect(await Promise.all([clerk(), supplier()].map(seen))).toEqual([sample.id, sample.id]);
    expect((await trail(auditor.token, 'Sample', sample.id)).totalCount).toBe(0);
    await sampled(app, supplier(), 'sendSample', onSample(sample, { ...SHIPPED, grade: '一级' }));
    await afterDeadline();
    expect((await trail(people.auditor.token, 'Sample', sample.id)).totalCount).toBe(2);
    const after = await ask(open, people.otherSupplier.id);
    expect(after.quoteId).not.toBeNull();
  });

  it('ends in one way: declined, cancelled, rejected, by the clock or with its request', async () => {
    const open = await asked([people.supplier.id]);
    const { id } = people.supplier;
    const twice = await Promise.all(
      [1, 2].map(() => sampling(app, clerk(), 'requestSample', sampleWish(open, id))),
    );
    expect(twice.flatMap(({ refusals }) => refusals)).toEqual(['SAMPLE_RUNNING supplierId']);
    const first = twice.flatMap(({ node }) => node ?? [])[0] as ShownSample;
    const declined = await sampled(
      app,
      supplier(),
      'declineSample',
      onSample(first, { reason: 'NOT_HARVESTED' }),
    );
    expect([declined.state, declined.reason]).toEqual(['DECLINED', 'NOT_HARVESTED']);
    expect((await sampled(app, clerk(), 'cancelSample', onSample(await ask(open, id)))).state).toBe(
      'CANCELLED',
    );
    const rejected = await sampled(
      app,
      clerk(),
      'rejectSample',
      onSample(await received(open), { reason: 'QUALITY' }),
    );
    expect(rejected.state).toBe('REJECTED');
    expect(await noticesOf(id, rejected.id)).toEqual(['SAMPLE_REJECTED', 'SAMPLE_REQUESTED']);
    const waiting = await received(open, { grade: '一级' });
    const whole = { quantity: { value: '5', unit: 'kg' } };
    const later = await asked([id], { quoteDeadline: '2026-07-25T17:00:00+08:00' });
    const small = await makeGoods(app, { supplier: people.supplier }, { inBase: 5_000n, verifiedMu: null });
    const unanswered = await ask(later, id, whole);
    expect(
      await refused(supplier(), 'sendSample', onSample(unanswered, { ...SHIPPED, lotId: small.lotId })),
    ).toEqual(['LOT_TOO_SMALL lotId']);
    expect(await refused(supplier(), 'sendSample', onSample(unanswered, SHIPPED))).toEqual([
      'LOT_OR_GRADE lotId',
    ]);
    const { version } = (await app.database.one<{ version: number }>(
      'SELECT version FROM sourcing_requests WHERE id = $1',
      [open.request.id],
    )) ?? { version: 0 };
    await sourced(
      app,
      clerk(),
      'cancelSourcingRequest',
      onRequest({ ...open.request, version }, { reason: 'OTHER' }),
    );
    expect(await refused(clerk(), 'approveSample', onSample(waiting))).toEqual(['REQUEST_OVER sampleId']);
    await app.settle();
    expect([await stateOf(waiting.id), await stateOf(unanswered.id)]).toEqual(['LAPSED', 'REQUESTED']);
    app.clock.advance(7 * 86_400_000);
    await app.settle();
    expect(await stateOf(unanswered.id)).toBe('LAPSED');
    expect(await noticesOf(people.buyer.id, unanswered.id)).toEqual(['SAMPLE_LAPSED']);
    expect(await breaksOf(app)).toEqual([]);
  });
});
