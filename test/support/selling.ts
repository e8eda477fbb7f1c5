import { freshKey, type TestApp } from './app';
import { PLACES, signInAgain, type People, type Person } from './people';

export interface Answer {
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

export const SHOWN = {
  product: 'product { id version }',
  listing: 'listing { id version state terms { number vatRate } }',
  recognition: 'recognition { id version state validFrom validTo }',
  plot: 'plot { id version state capacityId }',
  lot: 'lot { id version state available { value } }',
};

/** The verbs of the catalogue over HTTP, as people do them. */
export function sellingVerbs(app: TestApp, people: () => People) {
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
    const seen = await does(people().agri, 'verifyPlot', {
      plotId: plot?.id,
      expectedVersion: plot?.version,
    });
    if (seen.plot?.state !== 'VERIFIED') throw new Error(JSON.stringify(seen.refusals));
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

  return { does, terms, addProduct, declare, verified, register };
}
