import { randomUUID } from 'node:crypto';
import { Countability, LotStock } from '../../src/catalog/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { makePeople, PLACES, signInAgain, type People, type Person } from '../support/people';

interface Answer {
  refusals: { code: string; path: string[] }[];
  product?: { id: string; version: number };
  listing?: { id: string; version: number; state: string; terms: { number: number; vatRate: string } };
  recognition?: {
    id: string;
    version: number;
    state: string;
    validFrom: string | null;
    validTo: string | null;
  };
  plot?: { id: string; version: number; state: string; capacityId: string };
  lot?: { id: string; version: number; state: string; available: { value: string } };
}

const SHOWN = {
  product: 'product { id version }',
  listing: 'listing { id version state terms { number vatRate } }',
  recognition: 'recognition { id version state validFrom validTo }',
  plot: 'plot { id version state capacityId }',
  lot: 'lot { id version state available { value } }',
};

describe('from a harvest to goods on sale', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  async function does(person: Person, verb: string, input: object): Promise<Answer> {
    const kind = (['product', 'listing', 'recognition', 'plot', 'lot'] as const).find((name) =>
      verb.toLowerCase().includes(name === 'product' ? 'addproduct' : name),
    );
    const shown =
      verb === 'recogniseProduct'
        ? SHOWN.recognition
        : verb === 'mergeLots'
          ? SHOWN.lot
          : SHOWN[kind ?? 'lot'];
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data[verb] as Answer;
  }

  const terms = {
    ladder: [
      { from: { value: '50', unit: 'kg' }, unitPrice: { amount: '62.00' } },
      { from: { value: '1', unit: 't' }, unitPrice: { amount: '58.00' } },
    ],
    priceUnit: 'kg',
    vatTreatment: 'REDUCED',
    moq: { value: '50', unit: 'kg' },
    packSize: { value: '25', unit: 'kg' },
    freight: { kind: 'PER_KG', amount: { amount: '0.80' } },
    onSaleFrom: '2026-07-01',
    onSaleTo: '2027-06-30',
    leadDays: 5,
  };

  const addProduct = async (person: Person, name: string) =>
    (
      await does(person, 'addProduct', {
        name,
        categoryCode: '13',
        cropCode: 'SICHUAN_PEPPER',
        originCountyCode: PLACES.westCounty,
        displayUnit: 'kg',
      })
    ).product?.id ?? '';

  const declare = (person: Person, plotCode: string, value: string) =>
    does(person, 'declarePlot', {
      countyCode: PLACES.westCounty,
      plotCode,
      cropCode: 'SICHUAN_PEPPER',
      season: 2026,
      area: { value, unit: 'mu' },
    });

  async function verified(person: Person, plotCode: string, value: string): Promise<string> {
    const { plot } = await declare(person, plotCode, value);
    const seen = await does(people.agri, 'verifyPlot', { plotId: plot?.id, expectedVersion: plot?.version });
    expect(seen.plot?.state).toBe('VERIFIED');
    return seen.plot?.capacityId ?? '';
  }

  const register = (
    person: Person,
    productId: string,
    capacityId: string | null,
    certificateNo: string,
    value: string,
  ) =>
    does(person, 'registerLot', {
      productId,
      capacityId,
      certificateNo,
      harvestedOn: '2026-07-05',
      expiresOn: '2027-12-31',
      grade: '一级',
      quantity: { value, unit: 'kg' },
    });

  it('lists, recognises, registers and puts on sale, each step by whom it belongs to', async () => {
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例金阳青花椒');
    let { listing } = await does(seller, 'draftListing', { productId, terms });
    expect(listing).toMatchObject({ state: 'DRAFT', terms: { number: 1, vatRate: '0.09' } });
    const seen = () => ({ listingId: listing?.id, expectedVersion: listing?.version });
    ({ listing } = await does(seller, 'submitListing', seen()));
    ({ listing } = await does(people.ops, 'returnListing', { ...seen(), reason: '示例：请补充规格' }));
    ({ listing } = await does(seller, 'submitListing', seen()));
    ({ listing } = await does(people.ops, 'approveListing', seen()));
    expect(listing?.state).toBe('LISTED');
    ({ listing } = await does(seller, 'changeListing', { ...seen(), terms: { ...terms, leadDays: 9 } }));
    expect(listing).toMatchObject({ state: 'LISTED', terms: { number: 2 } });

    const capacityId = await verified(seller, 'DK-0001', '100');
    let { lot } = await register(seller, productId, capacityId, 'HGZ-2026-0001', '5000');
    const again = await register(seller, productId, capacityId, 'HGZ-2026-0001', '5');
    expect(again.refusals).toEqual([{ code: 'CERTIFICATE_NO_USED', path: ['certificateNo'] }]);
    ({ lot } = await does(seller, 'putLotOnSale', {
      lotId: lot?.id,
      expectedVersion: lot?.version,
      listingId: listing?.id,
    }));
    expect(lot).toMatchObject({ state: 'AVAILABLE', available: { value: '5000.000' } });
    const lotId = lot?.id ?? '';

    const why = async (on: string) =>
      (await app.nest.get(Countability).whyNot(app.database, { lotId, on })).map(({ code }) => code);
    expect(await why('2026-07-09')).toEqual(['PRODUCT_NOT_RECOGNISED']);

    let { recognition } = await does(seller, 'applyForRecognition', {
      productId,
      annualValue: { amount: '600000.00' },
      linkageStatement: '示例：带动本村种植户',
    });
    const asked = () => ({ recognitionId: recognition?.id, expectedVersion: recognition?.version });
    ({ recognition } = await does(people.revital, 'certifyRecognition', asked()));
    ({ recognition } = await does(people.ops, 'reviewRecognition', asked()));
    ({ recognition } = await does(people.ops, 'publiciseRecognition', asked()));
    expect((await does(people.opsSecond, 'recogniseProduct', asked())).refusals[0]?.code).toBe(
      'PUBLICITY_RUNNING',
    );
    app.clock.advance(8 * 86_400_000);
    expect((await does(people.ops, 'recogniseProduct', asked())).refusals[0]?.code).toBe('SAME_PERSON');
    ({ recognition } = await does(people.opsSecond, 'recogniseProduct', asked()));
    expect(recognition).toMatchObject({
      state: 'RECOGNISED',
      validFrom: '2026-07-17',
      validTo: '2027-07-16',
    });
    expect(await why('2026-07-16')).toEqual(['PRODUCT_NOT_RECOGNISED']);
    expect(await why('2026-07-17')).toEqual([]);
    ({ recognition } = await does(people.revital, 'recheckRecognition', asked()));
    expect(recognition?.validTo).toBe('2028-07-16');
    app.clock.advance(86_400_000);
    ({ recognition } = await does(people.ops, 'withdrawRecognition', { ...asked(), note: '示例：不再符合' }));
    expect(await why('2026-07-17')).toEqual([]);
    expect(await why('2026-07-18')).toEqual(['PRODUCT_NOT_RECOGNISED']);
  });

  it('gives a plot to one supplier per crop and season', async () => {
    await declare(people.supplier.member, 'DK-0100', '3');
    const second = await declare(people.otherSupplier.member, 'DK-0100', '3');
    expect(second.refusals).toEqual([{ code: 'PLOT_CLAIMED', path: ['plotCode'] }]);
    const racers = await Promise.all(
      [people.supplier.member, people.otherSupplier.member].map((person) => declare(person, 'DK-0101', '3')),
    );
    expect(racers.flatMap((answer) => answer.refusals.map(({ code }) => code))).toEqual(['PLOT_CLAIMED']);
  });

  it('stops at what the verified land can yield, also when two register at once', async () => {
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例花椒粉料');
    const { plot } = await declare(seller, 'DK-0200', '10');
    const used = await app.database.one<{ limit: bigint; registered: bigint }>(
      'SELECT verified_area_si / 10000 * 200000 AS limit, registered_base AS registered FROM capacities WHERE id = $1',
      [plot?.capacityId],
    );
    const left = (used?.limit ?? 0n) - (used?.registered ?? 0n) + 2_000_000n;
    await does(people.agri, 'verifyPlot', { plotId: plot?.id, expectedVersion: plot?.version });
    const half = String(left / 2000n + 1n);
    const answers = await Promise.all(
      ['A', 'B'].map((name) => register(seller, productId, plot?.capacityId ?? '', `HGZ-RACE-${name}`, half)),
    );
    expect(answers.flatMap((answer) => answer.refusals.map(({ code }) => code))).toEqual([
      'CAPACITY_EXCEEDED',
    ]);
    const foreign = await app.graphql(
      'mutation ($input: VerifyPlotInput!) { verifyPlot(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: freshKey(), plotId: plot?.id, expectedVersion: 2 } },
      { token: await signInAgain(app, people.otherAgri) },
    );
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('lets an agent draw on the land of the producer it has a mandate of, and on nobody else’s', async () => {
    const producer = people.supplier;
    const agent = people.otherSupplier.member;
    const capacityId = await verified(producer.member, 'DK-0300', '20');
    const productId = await addProduct(agent, '示例代理花椒');
    const mandate = (days: string) =>
      app.transactions.run((tx) =>
        tx.query(
          `INSERT INTO agency_mandates (id, agent_id, principal_id, valid_from, valid_to, state, text_hash, proposed_by,
             proposed_at, signed_by, signed_at, version)
           VALUES ($1, $2, $3, '2026-01-01', $4, 'ACTIVE', 'x', $5, $6, $7, $6, 2)`,
          [randomUUID(), people.otherSupplier.id, producer.id, days, agent.id, tx.at, producer.member.id],
        ),
      );
    const draw = async () => {
      const answer = await app.graphql<{ registerLot: Answer }>(
        `mutation ($input: RegisterLotInput!) { registerLot(input: $input) { ${SHOWN.lot} refusals { code path } } }`,
        {
          input: {
            idempotencyKey: freshKey(),
            productId,
            capacityId,
            certificateNo: 'HGZ-AGENT-1',
            harvestedOn: '2026-07-05',
            expiresOn: '2027-12-31',
            grade: '一级',
            quantity: { value: '10', unit: 'kg' },
          },
        },
        { token: await signInAgain(app, agent) },
      );
      return answer.errors?.[0]?.extensions.code ?? answer.data.registerLot.lot?.state;
    };
    expect(await draw()).toBe('NOT_FOUND');
    await mandate('2027-12-31');
    expect(await draw()).toBe('HARVESTED');
    const [lot] = await app.database.query<{ issuer: string }>(
      `SELECT certificate_issuer_id AS issuer FROM lots WHERE certificate_no = 'HGZ-AGENT-1'`,
    );
    expect(lot?.issuer).toBe(producer.id);
  });

  it('takes certificates that match holder, product and date, and tells two editors apart', async () => {
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例红花椒');
    const [holder] = await app.database.query<{ name: string }>(
      'SELECT name FROM organizations WHERE id = $1',
      [people.supplier.id],
    );
    const certificate = {
      productId,
      kind: 'ORGANIC',
      number: 'SL-ORG-0001',
      holderName: holder?.name,
      scope: '红花椒',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    };
    const codes = async (changed: object) =>
      (await does(seller, 'addProductCertificate', { ...certificate, ...changed })).refusals.map(
        ({ code }) => code,
      );
    expect(await codes({ holderName: '示例他人合作社' })).toEqual(['CERTIFICATE_HOLDER_MISMATCH']);
    expect(await codes({ scope: '苹果' })).toEqual(['CERTIFICATE_SCOPE_MISMATCH']);
    expect(await codes({ validTo: '2026-06-30' })).toEqual(['DATE_PASSED']);
    expect(await codes({})).toEqual([]);
    expect(await codes({})).toEqual(['CERTIFICATE_KNOWN']);

    const { listing } = await does(seller, 'draftListing', { productId, terms });
    const edits = await Promise.all(
      [6, 7].map((leadDays) =>
        does(seller, 'changeListing', {
          listingId: listing?.id,
          expectedVersion: listing?.version,
          terms: { ...terms, leadDays },
        }),
      ),
    );
    expect(edits.flatMap((edit) => edit.refusals.map(({ code }) => code))).toEqual(['STALE_VERSION']);
    const wrong = async (changed: object) =>
      (await does(seller, 'draftListing', { productId, terms: { ...terms, ...changed } })).refusals[0];
    expect(await wrong({ moq: { value: '60', unit: 'kg' } })).toEqual({
      code: 'MOQ_NOT_WHOLE_PACKS',
      path: ['terms', 'moq'],
    });
    expect(await wrong({ priceUnit: 'L' })).toEqual({
      code: 'UNIT_MISMATCH',
      path: ['terms', 'priceUnit', 'unit'],
    });
    expect(await wrong({ vatTreatment: 'EXEMPT', onSaleTo: '2026-07-08' })).toMatchObject({
      code: 'DATE_PASSED',
    });
    const applied = await Promise.all(
      [1, 2].map(() =>
        does(seller, 'applyForRecognition', {
          productId,
          annualValue: { amount: '500000.00' },
          linkageStatement: '示例',
        }),
      ),
    );
    expect(applied.flatMap((one) => one.refusals.map(({ code }) => code))).toEqual(['RECOGNITION_RUNNING']);
  });

  it('expires lots and recognitions by the clock, and asks for the re-check before', async () => {
    const later = await startTestApp();
    try {
      const people2 = await makePeople(later);
      const goods = await makeGoods(later, people2, { expiresOn: '2026-08-01', recognisedTo: '2026-08-20' });
      await later.settle();
      const tasks = await later.database.query<{ kind: string }>(
        'SELECT kind FROM tasks WHERE closed_at IS NULL AND subject_id = $1',
        [goods.recognitionId],
      );
      expect(tasks).toEqual([{ kind: 'RECHECK_RECOGNITION' }]);
      later.clock.advance(60 * 86_400_000);
      await later.settle();
      expect(
        await later.database.one(
          `SELECT l.state, r.state AS recognition FROM lots l JOIN recognitions r ON r.product_id = l.product_id WHERE l.id = $1`,
          [goods.lotId],
        ),
      ).toEqual({ state: 'EXPIRED', recognition: 'EXPIRED' });
      const sold = later.transactions.run((tx) =>
        later.nest
          .get(LotStock)
          .reserve(tx, [{ lotId: goods.lotId, holderId: randomUUID(), quantityBase: 1n }]),
      );
      await expect(sold).rejects.toThrow('LOT_NOT_ON_SALE');
    } finally {
      await later.close();
    }
  });

  it('splits and merges lots without losing quantity or origin', async () => {
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例散装花椒');
    const { lot } = await register(seller, productId, null, 'HGZ-SPLIT-0', '90');
    const split = await does(seller, 'splitLot', {
      lotId: lot?.id,
      expectedVersion: lot?.version,
      parts: ['1', '2'].map((part) => ({
        quantity: { value: '30', unit: 'kg' },
        certificateNo: `HGZ-SPLIT-${part}`,
      })),
    });
    expect(split.lot?.available.value).toBe('30.000');
    const children = await app.database.query<{ id: string }>(
      `SELECT id FROM lots WHERE certificate_no IN ('HGZ-SPLIT-1', 'HGZ-SPLIT-2')`,
    );
    const merged = await does(seller, 'mergeLots', {
      sources: children.map(({ id }) => ({ lotId: id, quantity: { value: '30', unit: 'kg' } })),
      certificateNo: 'HGZ-MERGE-1',
      grade: '一级',
    });
    expect(merged.lot).toMatchObject({ state: 'HARVESTED', available: { value: '60.000' } });
    const off = await does(seller, 'writeOffLot', {
      lotId: merged.lot?.id,
      expectedVersion: merged.lot?.version,
      quantity: { value: '60', unit: 'kg' },
    });
    expect(off.lot?.state).toBe('WRITTEN_OFF');
  });
});
