import { startTestApp, type TestApp } from '../support/app';
import { callingOff, type CallingOff } from '../support/calling-off';
import {
  frame,
  framed,
  makeFramework,
  onFramework,
  revisionSignature,
  type ShownFramework,
} from '../support/frameworks';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';

describe('framework agreements at their edges', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let by: CallingOff;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 500_000n });
    by = callingOff(app, people);
  });
  afterAll(() => app.close());

  const raised = ({ lines }: ShownFramework, cap = '12') => ({
    reason: '示例：增量',
    lines: [{ frameworkLineId: lines[0]?.id, cap: { value: cap, unit: 't' } }],
  });
  const propose = (framework: ShownFramework, cap?: string) =>
    frame(app, by.trio.clerk, 'proposeFrameworkRevision', onFramework(framework, raised(framework, cap)));

  it('serve one line said twice from the same lot, and hold the two together', async () => {
    const framework = await by.capped(goods, '400');
    const part = (value: string) => ({ frameworkLineId: framework.lines[0]?.id, quantity: by.kg(value) });
    const order = await by.calledOff(by.wish(framework, '0', { lines: [part('100'), part('50')] }));
    expect(order.lines.map(({ lotId }) => lotId)).toEqual([goods.lotId]);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '150.000', '250.000', '37.50']);
  });

  it('say exactly what is left after each call-off of one request', async () => {
    const framework = await by.capped(goods, '100');
    const callOff = (
      name: string,
      value: string,
    ) => `${name}: callOff(input: { idempotencyKey: "one-request-${name}",
      frameworkAgreementId: "${framework.id}", unitId: "${people.buyer.unitId}", deliveryCounty: "330211", deliveryOn: "2026-07-29",
      lines: [{ frameworkLineId: "${framework.lines[0]?.id}", quantity: { value: "${value}", unit: "kg" } }] })
      { frameworkAgreement { lines { remaining { value } } } refusals { code } }`;
    const { data } = await app.graphql<
      Record<string, { frameworkAgreement: { lines: { remaining: { value: string } }[] } | null }>
    >(
      `mutation { ${callOff('a', '10')} ${callOff('b', '20')} }`,
      {},
      { token: await by.tokenOf(by.trio.clerk) },
    );
    expect(
      ['a', 'b'].map((name) =>
        data?.[name]?.frameworkAgreement?.lines.map(({ remaining }) => remaining.value),
      ),
    ).toEqual([['90.000'], ['70.000']]);
  });

  it('are not revised when they are over, whether or not the clock has come by', async () => {
    const framework = await makeFramework(app, by.trio, [goods], { until: '2026-07-10' });
    const { framework: proposed } = await propose(framework);
    if (!proposed) throw new Error('nothing was proposed');
    const half = await framed(app, by.trio.approver, 'signFrameworkRevision', revisionSignature(proposed));
    app.clock.set(new Date('2026-07-11T00:30:00+08:00'));
    expect(
      (await frame(app, by.trio.supplier, 'signFrameworkRevision', revisionSignature(half))).refusals,
    ).toEqual(['PERIOD_OVER revisionId']);
    const other = await makeFramework(app, by.trio, [goods], { from: '2026-07-11', until: '2026-07-11' });
    app.clock.set(new Date('2026-07-12T00:30:00+08:00'));
    expect((await propose(other)).refusals).toEqual(['PERIOD_OVER frameworkAgreementId']);
  });

  it('are not revised by a supplier who is suspended, and nothing is called off from him', async () => {
    const framework = await makeFramework(app, by.trio, [goods], { from: '2026-07-12' });
    const { framework: proposed } = await propose(framework);
    if (!proposed) throw new Error('nothing was proposed');
    const half = await framed(app, by.trio.approver, 'signFrameworkRevision', revisionSignature(proposed));
    expect(await breaksOf(app)).toEqual([]);
    await app.database.query(
      `UPDATE supplier_admissions SET state = 'SUSPENDED', sells = false WHERE supplier_id = $1`,
      [people.supplier.id],
    );
    expect(
      (await frame(app, by.trio.supplier, 'signFrameworkRevision', revisionSignature(half))).refusals,
    ).toEqual(['SUPPLIER_SUSPENDED revisionId']);
    const [first] = await by.refused(by.wish(framework, '1'));
    expect(first).toMatch(/^SUPPLIER_SUSPENDED/);
  });
});
