import { startTestApp, type TestApp } from '../support/app';
import type { Goods } from '../support/goods';
import { makeRice, matched, openRice, sellersOf } from '../support/matching';
import { makePeople, makeSupplier, PLACES, type People, type Supplier } from '../support/people';
import { draftRequest, riceLine, sourcingTerms, type ShownRequest } from '../support/sourcing';

const CARD = 'supply { id kind productName supplier { id } originCounty }';
const RELAXATIONS = `relaxations { ${CARD} landed { yuan per } changes { kind zh en } }`;
export const PROPOSAL = `id version state revision matchRunId proposedAt windows { windowId lineId from until wanted { value unit }
  served { value } reachesMinimum
  supplies { ${CARD} quantity { value unit } goods { amount } freight { amount } landed { yuan per } passed
    terms { lateness { yuan } grade { yuan } repeat { yuan } pairing { yuan } } wantedByOthers forCountyFloors
    insteadOf { ${CARD} dearerBy { yuan per } floorIds } fillsUp }
  losing { ${CARD} cheaperBy { yuan per } exact } refused { ${CARD} failed } failures { filter supplies }
  missing { cause ${RELAXATIONS} } }`;
const STANDING = `standings { from until ${CARD} standing quantity { value unit } goods { amount } freight { amount }
  reasons failed }`;
const QUICK = `matchRunId windows { from until served { value } missing { value } reachesMinimum
  supplies { ${CARD} quantity { value } goods { amount } freight { amount } wantedByOthers } ${RELAXATIONS} }`;

interface Told {
  readonly supply: { readonly id: string };
}
interface Window {
  readonly served: { readonly value: string };
  readonly supplies: readonly (Told & {
    readonly quantity: { value: string };
    readonly insteadOf: Told | null;
  })[];
  readonly losing: readonly (Told & { cheaperBy: { yuan: string }; exact: boolean })[];
  readonly refused: readonly (Told & { failed: string[] })[];
  readonly missing: { cause: string; relaxations: Relaxed[] } | null;
}
interface Relaxed extends Told {
  readonly changes: readonly { kind: string; zh: string; en: string }[];
}

describe('a proposal', () => {
  let app: TestApp;
  let people: People;
  let ordinary: Supplier;
  let goods: { key: Goods; other: Goods; second: Goods; dear: Goods };
  let request: ShownRequest;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    ordinary = await app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', '532924'));
    const neighbour = await app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', '532924'));
    goods = {
      key: await makeRice(app, sellersOf(people.supplier), 612n),
      other: await makeRice(app, sellersOf(ordinary), 590n, { countyCode: '532924' }),
      second: await makeRice(app, sellersOf(neighbour), 591n, { countyCode: '532924' }),
      dear: await makeRice(app, sellersOf(people.otherSupplier), 830n, {
        countyCode: PLACES.otherWestCounty,
      }),
    };
    request = await openRice(app, people.buyer, { cap: { price: { amount: '8.00' }, priceUnit: 'kg' } });
    await matched(app, people.ops.token);
  });
  afterAll(() => app.close());

  const asked = async <Answer>(token: string, field: string, shown: string, id = request.id) => {
    const { data, errors } = await app.graphql<Record<string, Answer> | null>(
      `query ($id: UUID!) { ${field}(sourcingRequestId: $id) { ${shown} } }`,
      { id },
      { token },
    );
    return errors?.[0]?.extensions.code ?? data?.[field];
  };
  const proposal = async () =>
    (await asked<{ windows: Window[] }>(people.buyer.clerk.token, 'matchProposal', PROPOSAL)) as {
      windows: Window[];
    };

  it('tells the buyer what is proposed, why, what it cost the floor, what was not chosen and what would flip it', async () => {
    const { windows } = await proposal();
    expect(windows).toHaveLength(2);
    expect(windows.map(({ served }) => served.value)).toEqual(['1200.000', '800.000']);
    const chosen = windows.flatMap(({ supplies }) => supplies);
    expect(new Set(chosen.map(({ supply }) => supply.id))).toEqual(
      new Set([goods.key.lotId, goods.other.lotId, goods.second.lotId]),
    );
    const moved = chosen.find(({ supply, insteadOf }) => supply.id === goods.key.lotId && insteadOf);
    expect(moved).toMatchObject({
      forCountyFloors: ['KEY_COUNTIES'],
      insteadOf: { supply: { originCounty: '532924' }, floorIds: ['KEY_COUNTIES'] },
      landed: { yuan: '6.12', per: 'kg' },
    });
    for (const { refused } of windows)
      expect(refused).toEqual([
        expect.objectContaining({
          supply: expect.objectContaining({ id: goods.dear.lotId }),
          failed: ['WITHIN_CAP'],
        }),
      ]);
  });

  it('is there for the buyer’s own people only', async () => {
    const answers = [];
    for (const { token } of [
      people.buyer.approver,
      people.otherBuyer.clerk,
      people.supplier.member,
      people.ops,
      people.auditor,
    ])
      answers.push(await asked(token, 'matchProposal', 'id'));
    expect(answers).toEqual([
      expect.objectContaining({}),
      'NOT_FOUND',
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
  });

  it('tells a supplier how his own goods stand, and nothing of caps, of others or of how reliable anybody is', async () => {
    const own = await asked<object>(people.supplier.token, 'matchStandings', STANDING);
    expect(own).toEqual({
      standings: expect.arrayContaining([
        expect.objectContaining({
          supply: expect.objectContaining({ id: goods.key.lotId }),
          standing: 'PROPOSED',
          reasons: expect.arrayContaining(['COUNTY_FLOOR', 'PAIRED_COUNTY']),
        }),
      ]),
    });
    // Too dear for the cap: he hears that he was not selected, not why.
    const dear = await asked<object>(people.otherSupplier.token, 'matchStandings', STANDING);
    const unnamed = expect.objectContaining({
      standing: 'NOT_SELECTED',
      failed: [],
      quantity: null,
      reasons: [],
    });
    expect(dear).toEqual({ standings: [unnamed, unnamed] });
    const rival = JSON.stringify([own, dear]);
    for (const id of [goods.other.lotId, ordinary.id]) expect(rival).not.toContain(id);
    const figures = rival.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''); // an id may contain any figure
    for (const cap of ['8.00', '16000', '5.90', '590'])
      expect([cap, figures.includes(cap)]).toEqual([cap, false]);
    expect(JSON.stringify(own)).not.toContain(goods.dear.lotId);
    expect(await asked(people.buyer.clerk.token, 'matchStandings', STANDING)).toBe('FORBIDDEN');
  });

  it('does not change for a supplier when only a cap changes that still keeps the same goods out', async () => {
    const before = await asked(people.otherSupplier.token, 'matchStandings', STANDING);
    await app.database.query('ALTER TABLE sourcing_lines DISABLE TRIGGER sourcing_lines_append_only');
    await app.database.query('UPDATE sourcing_lines SET cap_fen = 829 WHERE request_id = $1', [request.id]);
    await matched(app, people.ops.token);
    expect(await asked(people.otherSupplier.token, 'matchStandings', STANDING)).toEqual(before);
    await app.database.query('UPDATE sourcing_lines SET cap_fen = 800 WHERE request_id = $1', [request.id]);
    await app.database.query('ALTER TABLE sourcing_lines ENABLE TRIGGER sourcing_lines_append_only');
    await matched(app, people.ops.token);
  });

  it('comes at once for a request nobody has seen yet, at the prices of the last run', async () => {
    const draft = await draftRequest(
      app,
      people.otherBuyer.clerk.token,
      people.otherBuyer.unitId,
      sourcingTerms({ lines: [riceLine({ certificates: [], deliveryCounty: PLACES.otherEastCounty })] }),
    );
    const quick = await asked<{ windows: Window[] }>(
      people.otherBuyer.clerk.token,
      'proposalsFor',
      QUICK,
      draft.id,
    );
    expect(quick).toMatchObject({
      windows: [
        { served: { value: '1200.000' }, reachesMinimum: true, relaxations: [] },
        { served: { value: '800.000' }, reachesMinimum: true, relaxations: [] },
      ],
    });
    expect(await asked(people.buyer.clerk.token, 'proposalsFor', QUICK, draft.id)).toBe('NOT_FOUND');
    expect(await asked(people.supplier.token, 'proposalsFor', QUICK, draft.id)).toBe('FORBIDDEN');
  });

  it('for a request nobody can serve says the nearest changes that would help', async () => {
    const hard = await openRice(app, people.otherBuyer, {
      leastGrade: '特级',
      cap: { price: { amount: '5.60' }, priceUnit: 'kg' },
      deliveryCounty: PLACES.otherEastCounty,
    });
    const quick = (await asked<{ windows: { served: { value: string }; relaxations: Relaxed[] }[] }>(
      people.otherBuyer.clerk.token,
      'proposalsFor',
      QUICK,
      hard.id,
    )) as { windows: { served: { value: string }; relaxations: Relaxed[] }[] };
    expect(quick.windows[0]?.served.value).toBe('0.000');
    expect(quick.windows[0]?.relaxations[0]?.changes).toEqual([
      { kind: 'ACCEPT_GRADE', zh: '接受一级', en: 'accept grade 1' },
      {
        kind: 'RAISE_CAP',
        zh: '到货价上限提高 0.30 元/千克，至 5.90 元',
        en: 'raise the cap by 0.30 yuan/kg to 5.90',
      },
    ]);
    await matched(app, people.ops.token);
    const full = await asked<{ windows: Window[] }>(
      people.otherBuyer.clerk.token,
      'matchProposal',
      PROPOSAL,
      hard.id,
    );
    expect(full).toMatchObject({ windows: [{ missing: { cause: 'NOBODY_ELIGIBLE' } }, {}] });
  });
});
