import { startTestApp, type TestApp } from '../support/app';
import type { Announced } from '../support/announcing';
import { award, awardOf } from '../support/awarding';
import { forwardOrders } from '../support/forward-orders';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';
import {
  pepperLine,
  pepperTerms,
  publishedRequest,
  quotes,
  quoteTerms,
  type ShownQuote,
} from '../support/quoting';
import { allSignedInAgain } from '../support/quoting-reads';

type Asked = Awaited<ReturnType<typeof publishedRequest>>;

describe('quotes on announced harvests', () => {
  let app: TestApp;
  let people: People;
  let play: Awaited<ReturnType<typeof forwardOrders>>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    play = await forwardOrders(app, people);
  });
  afterEach(async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const again = async () => {
    people = await allSignedInAgain(app, people);
  };
  const open = async (): Promise<Asked> => {
    await again();
    const quoteDeadline = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const windows = [{ from: '2026-08-01', until: '2026-08-20', quantity: { value: '60', unit: 'kg' } }];
    return publishedRequest(
      app,
      { token: clerk(), unitId: people.buyer.unitId },
      pepperTerms({
        quoteDeadline,
        lines: [
          pepperLine({ minimum: { value: '1', unit: 'kg' }, maximum: { value: '60', unit: 'kg' }, windows }),
        ],
      }),
    );
  };
  const quote = (
    { request, lines }: Asked,
    said: object,
    wish: object = {},
    token = people.supplier.token,
  ) => {
    const terms = quoteTerms(lines[0]?.id ?? '', play.goods, { kg: '60', deliveryOn: '2026-08-20', ...wish });
    const [delivery] = terms.deliveries;
    const [line] = delivery?.lines ?? [];
    return quotes(app, token, 'submitQuote', {
      sourcingRequestId: request.id,
      requestRevision: request.revision,
      terms: { ...terms, deliveries: [{ ...delivery, lines: [{ ...line, lotId: null, ...said }] }] },
    });
  };
  const on = ({ id }: Announced, leastGrade: string | null = '二级') => ({ forwardSupplyId: id, leastGrade });
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    await again();
  };
  const reservedOf = async ({ id }: Announced) =>
    (
      await app.database.one<{ base: bigint }>(
        'SELECT reserved_base AS base FROM forward_supply_stock WHERE forward_supply_id = $1',
        [id],
      )
    )?.base;

  it('promise a grade, a day and no more than the lower bound', async () => {
    const supply = await play.announce(50);
    const asked = await open();
    const refused = async (said: object, wish: object = { kg: '50' }, token?: string) =>
      (await quote(asked, said, wish, token)).refusals.map((one) =>
        one.replace('terms.deliveries.0.lines.0', '…'),
      );
    expect(await refused(on(supply), { kg: '51' })).toEqual(['QUANTITY_ABOVE_HARVEST ….quantity']);
    expect(await refused(on(supply, null))).toEqual(['GRADE_BELOW ….forwardSupplyId']);
    expect(await refused(on(supply, '三级'))).toEqual(['GRADE_BELOW ….forwardSupplyId']);
    expect(await refused(on(supply, '上等'))).toEqual(['GRADE_UNKNOWN ….leastGrade']);
    expect(await refused({ lotId: play.goods.lotId, leastGrade: '二级' })).toEqual([
      'GRADE_OF_LOT ….leastGrade',
    ]);
    expect(await refused(on(supply), { kg: '50' }, people.otherSupplier.token)).toEqual([
      'HARVEST_UNKNOWN ….forwardSupplyId',
    ]);
    const late = await play.announce(50, { windowFrom: '2026-08-18' });
    expect(await refused(on(late))).toEqual(['HARVESTED_AFTER_DELIVERY ….forwardSupplyId']);
  });

  it('show how sure they are, reserve with their award, and come as lots when they are certified', async () => {
    const supply = await play.announce(60);
    const asked = await open();
    const { node } = await quote(asked, on(supply, '一级'));
    if (!node) throw new Error('not quoted');
    expect(await reservedOf(supply)).toBe(0n);
    await afterDeadline();
    const { data } = await app.graphql<{ quoteComparison: unknown }>(
      `query ($id: UUID!) { quoteComparison(sourcingRequestId: $id) { lines { offers { sellerId sellerName forwardSupplyId
        leastGrade harvest { windowFrom windowTo confidencePercent open } } } } }`,
      { id: asked.request.id },
      { token: clerk() },
    );
    const harvest = { windowFrom: '2026-08-01', windowTo: '2026-09-30', confidencePercent: 80, open: true };
    expect(data.quoteComparison).toMatchObject({
      lines: [
        {
          offers: [{ sellerId: people.supplier.id, forwardSupplyId: supply.id, leastGrade: '一级', harvest }],
        },
      ],
    });
    const done = await award(app, clerk(), asked.request.id, [awardOf(node)]);
    const orderId = done.node?.[0]?.orderIds[0] ?? '';
    expect(await reservedOf(supply)).toBe(60_000n);
    expect(await play.read(orderId)).toMatchObject({ state: 'PLACED', harvest: 'AWAITED' });
    await play.certify(supply, [play.lot(40), play.lot(20, { grade: '二级' })], true);
    // 20 kg came in a grade that was not promised
    const came = await play.read(orderId);
    expect(came.harvest).toBe('CUT');
    expect(
      play
        .shown(came)
        .map((line) => line.join(' '))
        .toSorted(),
    ).toEqual(['lot 40 0 0', 'to come 20 0 20']);
    expect(await play.told(orderId, 'HARVEST_CUT')).toHaveLength(2);
  });

  it('are awarded once: of two buyers who race for the same harvest one gets it', async () => {
    const supply = await play.announce(60);
    const first = await open();
    const second = await open();
    const both = [await quote(first, on(supply)), await quote(second, on(supply))];
    await afterDeadline();
    const answers = await Promise.all(
      [first, second].map(({ request }, index) =>
        award(app, clerk(), request.id, [awardOf(both[index]?.node as ShownQuote)]),
      ),
    );
    expect(answers.map(({ refusals }) => refusals[0] ?? 'ordered').toSorted()).toEqual([
      'HARVEST_SHORT awards.0',
      'ordered',
    ]);
    expect(await reservedOf(supply)).toBe(60_000n);
  });
});
