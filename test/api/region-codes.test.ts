import { Regions } from '../../src/regions/index';
import { completeUscc } from '../../src/organizations/index';
import { startTestApp, type TestApp } from '../support/app';
import { differences, fingerprint } from '../support/fingerprint';
import { openEyes, tries, type Eyes } from '../support/four-eyes';
import { makeGoods } from '../support/goods';
import { basketOf, playOrder } from '../support/orders';
import { PLACES, TEST_PASSWORD, type Person } from '../support/people';

/** Made up: these two codes end with 2026. In the year of a change both codes are valid. */
const ENDING = [PLACES.otherEastCounty, PLACES.westCounty];
const LAST_DAY = new Date('2026-12-31T09:00:00+08:00');
const DAY_AFTER = new Date('2027-01-01T00:00:00+08:00');

/** Sessions of those who try, and how often somebody tried to join. */
const NO_RECORDS = ['public.sessions', 'public.refresh_tokens', 'public.throttles'];

interface Attempt {
  verb: string;
  by: Person;
  input: object;
  path: string[];
  refusal: string;
}

describe('a region code is valid on the date of its record (I27)', () => {
  let app: TestApp;
  let eyes: Eyes;
  beforeAll(async () => {
    app = await startTestApp(LAST_DAY);
    eyes = await openEyes(app);
    await app.database.query(
      'UPDATE divisions SET last_year = 2026 WHERE code = ANY($1) AND last_year IS NULL',
      [ENDING],
    );
    await app.database.query('UPDATE region_facts_state SET change_count = change_count + 1');
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // facts are held for a second
  });
  afterAll(() => app.close());

  it('is read from the facts as they stand there', async () => {
    const regions = app.nest.get(Regions);
    const codes = await app.database.query<{ code: string }>(
      'SELECT DISTINCT code FROM divisions ORDER BY code',
    );
    const asked = codes.filter((_, index) => index % 9 === 0).map(({ code }) => code);
    for (const on of ['1985-05-01', '2003-12-31', '2021-01-01', '2022-01-01', '2026-12-31', '2027-01-01']) {
      const rows = await app.database.query<{ code: string; name: string }>(
        `SELECT DISTINCT ON (d.code) d.code, d.name FROM divisions d
          WHERE d.code = ANY($1) AND coalesce(d.first_year, 0) <= $2 AND coalesce(d.last_year, 9999) >= $2
            AND EXISTS (SELECT FROM divisions p WHERE p.code = left(d.code, 2) || '0000'
              AND coalesce(p.first_year, 0) <= $2 AND coalesce(p.last_year, 9999) >= $2)
          ORDER BY d.code, d.last_year DESC NULLS FIRST`,
        [asked, Number(on.slice(0, 4))],
      );
      const places = await Promise.all(asked.map((code) => regions.place(code, on)));
      const found = asked.flatMap((code, index) =>
        places[index] ? [{ code, name: places[index].name }] : [],
      );
      expect(found).toEqual(rows);
      expect(found.length).toBeLessThan(asked.length);
    }
  });

  let tried = 0;
  const fresh = () => `示例${(tried += 1)}号`;
  const [east, west] = [PLACES.otherEastCounty, PLACES.westCounty] as const;

  const newOrganization = () => ({
    idempotencyKey: undefined,
    kind: 'ENTERPRISE',
    name: fresh(),
    uscc: completeUscc(`91330211MC${String((tried += 1)).padStart(7, '0')}`),
    regionCode: east,
    login: `shili${tried}`,
    password: TEST_PASSWORD,
    displayName: fresh(),
    phone: '13900009999',
  });
  const attempts: Record<string, () => Promise<Attempt>> = {
    addProduct: async () => ({
      verb: 'addProduct',
      by: eyes.of.supplier[0],
      input: {
        name: fresh(),
        categoryCode: '13',
        cropCode: 'SICHUAN_PEPPER',
        displayUnit: 'kg',
        originCountyCode: west,
      },
      path: ['originCountyCode'],
      refusal: 'ORIGIN_NOT_A_COUNTY',
    }),
    declarePlot: async () => ({
      verb: 'declarePlot',
      by: eyes.of.supplier[0],
      input: {
        countyCode: west,
        plotCode: fresh(),
        cropCode: 'WALNUT',
        season: 2026,
        area: { value: '10', unit: 'mu' },
      },
      path: ['countyCode'],
      refusal: 'ORIGIN_NOT_A_COUNTY',
    }),
    'registerLot, by its product': async () => ({
      verb: 'registerLot',
      by: eyes.of.supplier[0],
      input: {
        productId: (await makeGoods(app, eyes.people)).productId,
        certificateNo: fresh(),
        harvestedOn: '2026-11-01',
        expiresOn: '2027-12-31',
        grade: '一级',
        quantity: { value: '100', unit: 'kg' },
      },
      path: ['productId'],
      refusal: 'ORIGIN_NOT_A_COUNTY',
    }),
    'applyForRecognition, by its product': async () => ({
      verb: 'applyForRecognition',
      by: eyes.of.supplier[0],
      input: {
        productId: (await makeGoods(app, eyes.people, { recognised: false })).productId,
        annualValue: { amount: '600000.00', currency: 'CNY' },
        linkageStatement: '示例',
      },
      path: ['productId'],
      refusal: 'ORIGIN_NOT_A_COUNTY',
    }),
    registerOrganization: async () => ({
      verb: 'registerOrganization',
      by: eyes.people.auditor,
      input: newOrganization(),
      path: ['regionCode'],
      refusal: 'REGION_UNKNOWN',
    }),
    registerOffice: async () => ({
      verb: 'registerOffice',
      by: eyes.people.ops,
      input: { kind: 'COUNTY_DEPARTMENT', name: fresh(), regionCode: west },
      path: ['regionCode'],
      refusal: 'REGION_UNKNOWN',
    }),
    createSubordinateUnit: async () => ({
      verb: 'createSubordinateUnit',
      by: eyes.of.buyer[0],
      input: { parentId: eyes.people.buyer.id, name: fresh(), regionCode: east },
      path: ['regionCode'],
      refusal: 'REGION_UNKNOWN',
    }),
  };

  async function says({ verb, by, input }: Attempt) {
    return tries(eyes, by, verb, input, '');
  }

  it.each(Object.keys(attempts))('%s takes it on the last day and refuses it on the next', async (name) => {
    app.clock.set(LAST_DAY);
    const attempt = attempts[name];
    if (!attempt) throw new Error(name);
    expect((await says(await attempt())).code).toBe('DONE');
    const { refusal, ...late } = await attempt();
    app.clock.set(DAY_AFTER);
    const before = await fingerprint(app);
    expect((await says({ ...late, refusal })).refusals).toEqual([{ code: refusal, path: late.path }]);
    expect(written(before, await fingerprint(app))).toEqual([]);
  });

  const written = (before: Map<string, string>, after: Map<string, string>) =>
    differences(before, after).filter((table) => !NO_RECORDS.includes(table));

  it('of a delivery by its day, of a pairing by its first day, whatever today is', async () => {
    app.clock.set(new Date('2026-12-20T09:00:00+08:00'));
    const goods = await makeGoods(app, eyes.people);
    const { buyer } = eyes.people;
    const basket = (deliveryOn: string) => basketOf(app, buyer, goods, { deliveryCounty: east, deliveryOn });
    const order = await playOrder(app, eyes.people, goods, { until: 'PLACED', deliveryOn: '2026-12-31' });
    const delivery = (deliveryOn: string) => ({
      orderId: order.id,
      expectedVersion: order.version,
      deliveryCounty: east,
      deliveryOn,
    });
    const pairing = (validFrom: string) => ({
      eastRegionCode: '330203',
      westRegionCode: west,
      validFrom,
      sourceDocument: '示例文件',
    });
    const table = [
      [buyer.clerk, 'placeOrder', basket, 'DELIVERY_COUNTY_UNKNOWN', ['deliveryCounty']],
      [buyer.clerk, 'changeDelivery', delivery, 'DELIVERY_COUNTY_UNKNOWN', ['deliveryCounty']],
      [eyes.of.east[0], 'proposePairing', pairing, 'REGION_NOT_VALID', ['westRegionCode']],
    ] as const;
    for (const [by, verb, input, code, path] of table) {
      const before = await fingerprint(app);
      expect((await tries(eyes, by, verb, input('2027-01-01'))).refusals).toEqual([{ code, path }]);
      expect(written(before, await fingerprint(app))).toEqual([]);
      expect(await tries(eyes, by, verb, input('2026-12-31'))).toMatchObject({ code: 'DONE' });
    }
  });
});
