import { startTestApp, type TestApp } from '../support/app';
import type { Announced } from '../support/announcing';
import { award, awardOf } from '../support/awarding';
import { callingOff } from '../support/calling-off';
import { forwardOrders } from '../support/forward-orders';
import { frameworkLine, makeFramework } from '../support/frameworks';
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
  const open = async (least = '1'): Promise<Asked> => {
    await again();
    const quoteDeadline = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const windows = [{ from: '2026-08-01', until: '2026-08-20', quantity: { value: '60', unit: 'kg' } }];
    return publishedRequest(
      app,
      { token: clerk(), unitId: people.buyer.unitId },
      pepperTerms({
        quoteDeadline,
        lines: [
          pepperLine({
            minimum: { value: least, unit: 'kg' },
            maximum: { value: '60', unit: 'kg' },
            windows,
          }),
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

  it('come to nothing rather than to less than was asked for at least; who ordered later gets them', async () => {
    const supply = await play.announce(100);
    const asked = await open('50');
    const { node } = await quote(asked, on(supply));
    await afterDeadline();
    const done = await award(app, clerk(), asked.request.id, [awardOf(node as ShownQuote)]);
    const orderId = done.node?.[0]?.orderIds[0] ?? '';
    expect((await play.read(orderId)).contract.text).toContain('减少后低于采购方采购需求所定最低数量的');
    const later = await play.place([play.onHarvest(supply, 40)]);
    await play.certify(supply, [play.lot(45)], true);
    expect(await play.read(orderId)).toMatchObject({
      state: 'CANCELLED_BY_SUPPLIER',
      reason: 'HARVEST_FAILED',
    });
    expect(await play.told(orderId, 'HARVEST_CUT')).toHaveLength(2);
    expect(play.shown(await play.read(later.id))).toEqual([['lot', 40, 0, 0]]);
  });

  it('can be called off where the agreement’s line says so; what does not come goes back to its cap', async () => {
    await again();
    const by = callingOff(app, people);
    const { goods } = play;
    const agreed = (more: object) =>
      makeFramework(app, by.trio, [goods], { lines: [frameworkLine(goods, { cap: by.kg('100'), ...more })] });
    const plain = await agreed({});
    const framework = await agreed({ announcedHarvests: true });
    expect(framework.documents[0]?.text).toContain('可按不低于该等级提取预计上市');
    const supply = await play.announce(60);
    const wish = (from: typeof framework, value: string, more: object = {}) => {
      const line = { frameworkLineId: from.lines[0]?.id, quantity: by.kg(value), forwardSupplyId: supply.id };
      return by.wish(from, value, { deliveryOn: '2026-08-20', lines: [{ ...line, ...more }] });
    };
    const refused = async (input: object) => play.codes(await by.callOff(input));
    expect(await refused(wish(plain, '50'))).toEqual(['HARVEST_NOT_AGREED lines 0 forwardSupplyId']);
    expect(await refused(wish(framework, '50', { lotId: goods.lotId }))).toEqual(['LOT_OR_HARVEST lines 0']);
    expect(await refused(wish(framework, '50', { forwardSupplyId: goods.lotId }))).toEqual([
      'HARVEST_NOT_OF_LINE lines 0 forwardSupplyId',
    ]);
    expect(await refused(wish(framework, '61'))).toEqual(['HARVEST_SHORT lines 0']);
    const { id } = await by.calledOff(wish(framework, '50'));
    expect(await reservedOf(supply)).toBe(50_000n);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '50.000', '50.000', '50.00']);
    await play.certify(supply, [play.lot(30), play.lot(30, { grade: '二级' })], true);
    const came = await play.read(id);
    expect(came.harvest).toBe('CUT');
    expect((await play.take(came)).refusals).toEqual([]);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '30.000', '70.000', '30.00']);
  });

  it('are never promised beyond their lower bound by awards, call-offs and orders at once', async () => {
    const supply = await play.announce(100);
    const asked = [await open(), await open()];
    const offered: (ShownQuote | null)[] = [];
    for (const one of asked) offered.push((await quote(one, on(supply))).node);
    await afterDeadline();
    const by = callingOff(app, people);
    const lines = [frameworkLine(play.goods, { announcedHarvests: true })];
    const framework = await makeFramework(app, by.trio, [play.goods], { lines });
    const called = by.wish(framework, '9', {
      deliveryOn: '2026-08-20',
      lines: [{ frameworkLineId: framework.lines[0]?.id, quantity: by.kg('9'), forwardSupplyId: supply.id }],
    });
    const answers = await Promise.all([
      ...asked.map(async ({ request }, index) => {
        const { refusals } = await award(app, clerk(), request.id, [awardOf(offered[index] as ShownQuote)]);
        return { kg: 60, code: refusals[0]?.split(' ')[0] };
      }),
      ...Array.from({ length: 12 }, async () => ({
        kg: 9,
        code: (await by.callOff(called)).refusals[0]?.code,
      })),
      // fifteen: all of them together are more than there is, so one of them is always refused
      ...Array.from({ length: 15 }, async () => ({
        kg: 7,
        code: (await play.placing([play.onHarvest(supply, 7)])).refusals[0]?.code,
      })),
    ]);
    const placed = answers.filter(({ code }) => code === undefined);
    expect(new Set(answers.flatMap(({ code }) => code ?? []))).toEqual(new Set(['HARVEST_SHORT']));
    const promised = placed.reduce((sum, { kg }) => sum + kg, 0);
    // the smallest wish was refused only where it had no room
    expect(promised).toBeGreaterThan(93);
    expect(promised).toBeLessThanOrEqual(100);
    expect(await reservedOf(supply)).toBe(BigInt(promised) * 1_000n);
  });
});
