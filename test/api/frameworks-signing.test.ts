import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { callingOff } from '../support/calling-off';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { makePeople, signInAgain, type People } from '../support/people';
import {
  frame,
  framed,
  frameworkLine,
  frameworkTerms,
  makeFramework,
  onFramework,
  readFramework,
  revisionSignature,
  signature,
  type FrameworkPeople,
} from '../support/frameworks';
import { TEST_PASSWORD } from '../support/people';

describe('framework agreements', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let foreign: Goods;
  let trio: FrameworkPeople;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
    foreign = await makeGoods(app, { supplier: people.otherSupplier });
    trio = { clerk: people.buyer.clerk, approver: people.buyer.approver, supplier: people.supplier.member };
  });
  afterAll(() => app.close());

  const draft = (more: object = {}) =>
    frame(app, trio.clerk, 'draftFrameworkAgreement', {
      supplierId: people.supplier.id,
      terms: frameworkTerms([goods], more),
    });
  const drafted = async (more: object = {}) => {
    const { framework, refusals } = await draft(more);
    if (!framework) throw new Error(refusals.join());
    return framework;
  };

  it('refuse terms that contradict themselves, each with its place', async () => {
    const refused = async (more: object) => (await draft(more)).refusals;
    const line = (more: object) => refused({ lines: [frameworkLine(goods, more)] });
    expect([
      await refused({ lines: [] }),
      await refused({ lines: [frameworkLine(goods), frameworkLine(goods)] }),
      await refused({ lines: [frameworkLine(foreign)] }),
      await refused({ from: '2026-07-08' }),
      await refused({ until: '2026-07-08' }),
      await refused({ until: '2029-07-10' }),
      await refused({ noticeDays: 366 }),
      await refused({ freight: { kind: 'INCLUDED', amount: { amount: '1.00' } } }),
      await refused({ freight: { kind: 'FIXED', amount: { amount: '0.00' } } }),
      await line({ grade: '特好' }),
      await line({ unitPrice: { amount: '0.00' } }),
      await line({ priceUnit: 'L' }),
      await line({ cap: { value: '3', unit: 'box' } }),
      await line({ cap: { value: '9000000000000', unit: 't' } }),
      await line({ leadDays: 366 }),
    ]).toEqual([
      ['LINES_MISSING terms.lines'],
      ['LINE_REPEATED terms.lines.1'],
      ['PRODUCT_UNKNOWN terms.lines.0.productId'],
      ['PERIOD_PAST terms.from'],
      ['PERIOD_REVERSED terms.until'],
      ['PERIOD_TOO_LONG terms.until'],
      ['NOTICE_DAYS_OUT_OF_RANGE terms.noticeDays'],
      ['FREIGHT_AMOUNT terms.freight.amount'],
      ['FREIGHT_AMOUNT terms.freight.amount'],
      ['GRADE_UNKNOWN terms.lines.0.grade'],
      ['PRICE_NOT_POSITIVE terms.lines.0.unitPrice'],
      ['UNIT_MISMATCH terms.lines.0.priceUnit'],
      ['UNIT_MISMATCH terms.lines.0.cap.unit'],
      ['AMOUNT_OUT_OF_RANGE terms.lines.0.cap'],
      ['LEAD_DAYS_OUT_OF_RANGE terms.lines.0.leadDays'],
    ]);
  });

  it('are the buyer’s alone until he signs, and active when the supplier has signed the same text', async () => {
    const first = await drafted();
    expect(first.state).toBe('DRAFT');
    expect(first.documents[0]?.text).toContain('上限 10000.000 千克，单价 50.00 元/千克，备货 3 日');
    expect(await readFramework(app, trio.supplier, first.id)).toBeNull();
    expect((await frame(app, trio.supplier, 'signFrameworkAgreement', signature(first))).refusals).toEqual([
      'NOT_FOUND frameworkAgreementId',
    ]);
    const offered = await framed(app, trio.approver, 'signFrameworkAgreement', signature(first));
    expect(offered.state).toBe('SIGNED_BY_ONE');
    expect((await readFramework(app, trio.supplier, first.id))?.documents[0]?.sha256).toBe(
      first.documents[0]?.sha256,
    );
    const active = await framed(app, trio.supplier, 'signFrameworkAgreement', signature(offered));
    expect(active.state).toBe('ACTIVE');
    expect(active.documents[0]?.signatures).toEqual([
      { side: 'BUYER', memberId: trio.approver.id },
      { side: 'SUPPLIER', memberId: trio.supplier.id },
    ]);
    for (const stranger of [people.otherBuyer.clerk, people.otherSupplier.member])
      expect(await readFramework(app, stranger, first.id)).toBeNull();
    expect((await readFramework(app, people.auditor, first.id))?.state).toBe('ACTIVE');
  });

  it('are signed by who has read them, with his password, and did not write them', async () => {
    const mine = await framed(app, trio.approver, 'draftFrameworkAgreement', {
      supplierId: people.supplier.id,
      terms: frameworkTerms([goods]),
    });
    const sign = async (more: object) =>
      (await frame(app, trio.approver, 'signFrameworkAgreement', signature(mine, more))).refusals;
    expect(await sign({})).toEqual(['SIGNER_PREPARED_ALONE documentId']);
    expect(await sign({ password: 'nicht-das' })).toEqual(['PASSWORD_WRONG password']);
    expect(await sign({ sha256: 'a'.repeat(64) })).toContain('DOCUMENT_CHANGED documentId');
    expect(await sign({ documentId: randomUUID() })).toContain('DOCUMENT_CHANGED documentId');
    expect((await frame(app, trio.clerk, 'signFrameworkAgreement', signature(mine))).refusals).toEqual([
      'FORBIDDEN',
    ]);
    await expect(
      app.database.query(
        `INSERT INTO framework_signatures SELECT gen_random_uuid(), framework_id, id, number, sha256, prepared_by, 'BUYER',
           prepared_by, $2, audit_head, now(), NULL FROM framework_documents WHERE framework_id = $1`,
        [mine.id, people.buyer.id],
      ),
    ).rejects.toThrow(/framework_signatures_check/);
    const strange = (side: string, { id, organizationId }: typeof trio.clerk) =>
      app.database.query(
        `INSERT INTO framework_signatures SELECT gen_random_uuid(), framework_id, id, number, sha256, prepared_by, $2,
           $3, $4, audit_head, now(), NULL FROM framework_documents WHERE framework_id = $1`,
        [mine.id, side, id, organizationId],
      );
    await expect(strange('BUYER', trio.supplier)).rejects.toThrow(/not of its side/);
    await expect(strange('SUPPLIER', trio.clerk)).rejects.toThrow(/not of its side/);
  });

  it('lose both signatures by any change, and go back to the buyer where the supplier does not sign', async () => {
    const offered = await framed(app, trio.approver, 'signFrameworkAgreement', signature(await drafted()));
    const terms = frameworkTerms([goods], { noticeDays: 10 });
    const amended = await framed(app, trio.clerk, 'amendFrameworkAgreement', onFramework(offered, { terms }));
    expect(amended).toMatchObject({ state: 'DRAFT', documents: [{ number: 2, signatures: [] }] });
    expect(await readFramework(app, trio.supplier, amended.id)).toBeNull();
    const stale = signature(amended, { documentId: offered.documents[0]?.id });
    expect((await frame(app, trio.approver, 'signFrameworkAgreement', stale)).refusals).toEqual([
      'DOCUMENT_CHANGED documentId',
    ]);
    const again = await framed(app, trio.approver, 'signFrameworkAgreement', signature(amended));
    const note = onFramework(again, { note: '示例：单价偏低' });
    const sent = await frame(app, trio.supplier, 'sendBackFrameworkAgreement', note, '');
    expect(sent.refusals).toEqual([]);
    const back = await readFramework(app, trio.clerk, again.id);
    expect(back).toMatchObject({
      state: 'DRAFT',
      sentBackNote: '示例：单价偏低',
      documents: [{ signatures: [] }],
    });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are to be had as files by both, and by nobody else', async () => {
    const active = await makeFramework(app, trio, [goods]);
    const path = active.documents[0]?.downloadPath ?? '';
    const get = async (person: typeof trio.clerk) => {
      const headers = { authorization: `Bearer ${await signInAgain(app, person)}` };
      const answer = await fetch(`${app.url}${path}`, { headers });
      return { status: answer.status, text: await answer.text() };
    };
    expect(await get(trio.supplier)).toEqual({ status: 200, text: active.documents[0]?.text });
    expect((await get(people.otherSupplier.member)).status).toBe(404);
  });

  it('change prices from a day and raise caps when both have signed, and never otherwise', async () => {
    const active = await makeFramework(app, trio, [goods]);
    const [line] = active.lines;
    const propose = (person: typeof trio.clerk, lines: object[]) =>
      frame(
        app,
        person,
        'proposeFrameworkRevision',
        onFramework(active, { reason: '示例：行情变化', lines }),
      );
    const change = (more: object) => ({ frameworkLineId: line?.id, ...more });
    const refused = async (more: object) => (await propose(trio.clerk, [change(more)])).refusals;
    expect([
      await refused({}),
      await refused({ unitPrice: { amount: '51.00' } }),
      await refused({ unitPrice: { amount: '51.00' }, priceFrom: '2026-07-08' }),
      await refused({ unitPrice: { amount: '51.00' }, priceFrom: '2026-10-01' }),
      await refused({ cap: { value: '10', unit: 't' } }),
      (await propose(trio.clerk, [])).refusals,
      (await propose(trio.clerk, [change({ frameworkLineId: randomUUID(), cap: { value: '1', unit: 't' } })]))
        .refusals,
    ]).toEqual([
      ['REVISION_EMPTY lines.0'],
      ['PRICE_WITHOUT_DAY lines.0.priceFrom'],
      ['PRICE_FROM_PAST lines.0.priceFrom'],
      ['PRICE_AFTER_PERIOD lines.0.priceFrom'],
      ['CAP_NOT_RAISED lines.0.cap'],
      ['REVISION_EMPTY lines'],
      ['LINE_UNKNOWN lines.0.frameworkLineId'],
    ]);
    const said = { unitPrice: { amount: '52.00' }, priceFrom: '2026-07-20', cap: { value: '12', unit: 't' } };
    const { framework: proposed } = await propose(trio.supplier, [change(said)]);
    if (!proposed) throw new Error('nothing was proposed');
    expect((await propose(trio.clerk, [change(said)])).refusals).toEqual([
      'REVISION_OPEN frameworkAgreementId',
    ]);
    const sign = (person: typeof trio.clerk) =>
      frame(app, person, 'signFrameworkRevision', revisionSignature(proposed));
    expect((await sign(trio.supplier)).refusals).toEqual(['SIGNER_PREPARED_ALONE documentId']);
    const once = await framed(
      app,
      people.supplier.second,
      'signFrameworkRevision',
      revisionSignature(proposed),
    );
    expect(once.lines[0]).toMatchObject({ cap: { value: '10000.000' }, unitPrice: { amount: '50.00' } });
    const twice = await frame(app, people.supplier.second, 'signFrameworkRevision', revisionSignature(once));
    expect(twice.refusals).toEqual(['SIDE_ALREADY_SIGNED documentId']);
    const both = await framed(app, trio.approver, 'signFrameworkRevision', revisionSignature(once));
    expect(both.revisions.map(({ state }) => state)).toEqual(['IN_FORCE']);
    expect(both.lines[0]).toMatchObject({
      cap: { value: '12000.000' },
      unitPrice: { amount: '50.00' },
      prices: [
        { from: '2026-07-09', unitPrice: { amount: '50.00' } },
        { from: '2026-07-20', unitPrice: { amount: '52.00' } },
      ],
    });
  });

  it('take a revision back before both have signed, and no price holds for a day before they did', async () => {
    const active = await makeFramework(app, trio, [goods]);
    const lines = [
      { frameworkLineId: active.lines[0]?.id, unitPrice: { amount: '49.00' }, priceFrom: '2026-07-09' },
    ];
    const said = { reason: '示例', lines };
    const one = await framed(app, trio.clerk, 'proposeFrameworkRevision', onFramework(active, said));
    const [open] = one.revisions;
    const gone = { revisionId: open?.id, expectedVersion: 1, note: '示例' };
    const withdrawn = await framed(app, trio.supplier, 'withdrawFrameworkRevision', gone);
    expect(withdrawn.revisions.map(({ state }) => state)).toEqual(['WITHDRAWN']);
    const two = await framed(app, trio.clerk, 'proposeFrameworkRevision', onFramework(active, said));
    const half = await framed(app, trio.approver, 'signFrameworkRevision', revisionSignature(two));
    app.clock.set(new Date('2026-07-10T09:00:00+08:00'));
    const late = await frame(app, trio.supplier, 'signFrameworkRevision', revisionSignature(half));
    expect(late.refusals).toEqual(['PRICE_FROM_PAST revisionId']);
  });

  it('end by notice on its day, by their period, or before anybody has accepted them', async () => {
    const end = { reason: 'BREACH', note: '示例', password: TEST_PASSWORD };
    const noticed = await makeFramework(app, trio, [goods], { from: '2026-07-10' });
    const given = await framed(app, trio.supplier, 'terminateFrameworkAgreement', onFramework(noticed, end));
    expect(given).toMatchObject({ state: 'ACTIVE', terminatesOn: '2026-08-09' });
    const again = await frame(app, trio.approver, 'terminateFrameworkAgreement', onFramework(given, end));
    expect(again.refusals).toEqual(['NOTICE_ALREADY_GIVEN frameworkAgreementId']);
    const short = await makeFramework(app, trio, [goods], { from: '2026-07-10', until: '2026-07-31' });
    const unsigned = await drafted({ from: '2026-07-10' });
    const dropped = await framed(
      app,
      trio.approver,
      'terminateFrameworkAgreement',
      onFramework(unsigned, end),
    );
    expect(dropped.state).toBe('TERMINATED');
    const stateOf = async ({ id }: { id: string }) => (await readFramework(app, trio.clerk, id))?.state;
    app.clock.set(new Date('2026-07-31T23:30:00+08:00'));
    await app.settle();
    expect([await stateOf(noticed), await stateOf(short)]).toEqual(['ACTIVE', 'ACTIVE']);
    app.clock.set(new Date('2026-08-09T00:10:00+08:00'));
    const by = callingOff(app, people);
    const late = by.wish(noticed, '1', { deliveryOn: '2026-08-30' });
    expect(await by.refused(late)).toEqual(['OUTSIDE_PERIOD frameworkAgreementId']);
    await app.settle();
    expect([await stateOf(noticed), await stateOf(short)]).toEqual(['TERMINATED', 'EXPIRED']);
    expect(await breaksOf(app)).toEqual([]);
  });
});
