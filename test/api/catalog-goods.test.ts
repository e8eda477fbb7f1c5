import { randomUUID } from 'node:crypto';
import { Countability, LotStock } from '../../src/catalog/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { makePeople, PLACES, type People } from '../support/people';
import { sellingVerbs } from '../support/selling';

describe('from a harvest to goods on sale', () => {
  let app: TestApp;
  let people: People;
  let verbs: ReturnType<typeof sellingVerbs>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    verbs = sellingVerbs(app, () => people);
  });
  afterAll(() => app.close());

  it('lists, recognises, registers and puts on sale, each step by whom it belongs to', async () => {
    const { does, terms, addProduct, verified, register } = verbs;
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

  it('is found by what people call the crop, too', async () => {
    const { product } = await verbs.does(people.supplier.member, 'addProduct', {
      name: '示例高山马铃薯',
      categoryCode: '0403',
      cropCode: 'POTATO',
      displayUnit: 'kg',
      originCountyCode: PLACES.westCounty,
    });
    const found = await app.database.query<{ id: string }>(
      `SELECT id FROM products WHERE search_words @@ '土豆'::tsquery`,
    );
    expect(found).toEqual([{ id: product?.id }]);
  });

  it('is found by its seller, whose letters are no typos of goods', async () => {
    const name = '示例云岭荞麦专业合作社';
    await app.database.query('UPDATE organizations SET name = $2 WHERE id = $1', [people.supplier.id, name]);
    await verbs.addProduct(people.supplier.member, '示例干花椒');
    const found = (condition: string) =>
      app.database.query(`SELECT name FROM products WHERE name = '示例干花椒' AND ${condition}`);
    expect(await found(`search_words @@ '''云岭'' & ''合作社'''::tsquery`)).toHaveLength(1);
    expect(await found(`'荞' = ANY (search_grams)`)).toHaveLength(0);
  });

  it('takes certificates that match holder, product and date, and tells two editors apart', async () => {
    const { does, terms, addProduct } = verbs;
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
});
