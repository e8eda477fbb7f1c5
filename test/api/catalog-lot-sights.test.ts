import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { makePeople, PLACES, signInAgain, type People } from '../support/people';

interface Looked {
  readonly who: string;
  readonly lotId: string;
  readonly token: string;
}

describe('single lots, asked for by many at the same moment', () => {
  let app: TestApp;
  let people: People;
  let lots: string[];
  let looks: Looked[];

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const onSale = await makeGoods(app, people, { name: '示例在售' });
    const hidden = await makeGoods(app, people, { name: '示例未上架', state: 'HARVESTED' });
    const theirs = await makeGoods(
      app,
      { supplier: people.otherSupplier },
      { name: '示例他县未上架', state: 'HARVESTED', countyCode: PLACES.otherWestCounty },
    );
    lots = [onSale.lotId, hidden.lotId, theirs.lotId, randomUUID()];
    const eyes = {
      buyer: people.buyer.clerk,
      supplier: people.supplier.member,
      otherSupplier: people.otherSupplier.member,
      agri: people.agri,
      otherAgri: people.otherAgri,
    };
    looks = [];
    for (const [who, person] of Object.entries(eyes)) {
      const token = await signInAgain(app, person);
      looks.push(...lots.map((lotId) => ({ who, lotId, token })));
    }
  });
  afterAll(() => app.close());

  async function look({ lotId, token }: Looked): Promise<string> {
    const { data, errors } = await app.graphql<{ lot: { id: string; productName: string } | null }>(
      'query ($id: UUID!) { lot(id: $id) { id productName } }',
      { id: lotId },
      { token },
    );
    if (errors) return String(errors[0]?.extensions.code);
    return data.lot?.id === lotId ? data.lot.productName : 'ANOTHER LOT';
  }

  const seenBy = (answers: string[], who: string) =>
    lots.map((lotId) => answers[looks.findIndex((one) => one.who === who && one.lotId === lotId)]);

  it('shows each caller his own answer, however many others ask beside him', async () => {
    const alone: string[] = [];
    for (const one of looks) alone.push(await look(one));
    const [seen, hidden, theirs, none] = ['示例在售', '示例未上架', '示例他县未上架', 'NOT_FOUND'];
    expect(seenBy(alone, 'buyer')).toEqual([seen, none, none, none]);
    expect(seenBy(alone, 'supplier')).toEqual([seen, hidden, none, none]);
    expect(seenBy(alone, 'otherSupplier')).toEqual([seen, none, theirs, none]);
    expect(seenBy(alone, 'agri')).toEqual([seen, hidden, none, none]);
    expect(seenBy(alone, 'otherAgri')).toEqual([seen, none, theirs, none]);

    for (let round = 0; round < 6; round += 1) {
      const order = (one: Looked) => (looks.indexOf(one) * 7 + round * 3) % looks.length;
      const mixed = looks.toSorted((a, b) => order(a) - order(b));
      const answers = await Promise.all(mixed.map(look));
      expect(looks.map((one) => answers[mixed.indexOf(one)])).toEqual(alone);
    }
  });
});
