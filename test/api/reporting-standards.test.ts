import { randomUUID } from 'node:crypto';
import { SettledLineRefunds } from '../../src/procurement/index';
import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { accept, arrive, pay, playOrder, readOrder, ship, sign } from '../support/orders';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';
import { pepperLine, pepperTerms, publishedRequest, quotes, submitQuote } from '../support/quoting';
import { allSignedInAgain } from '../support/quoting-reads';
import { sellingVerbs } from '../support/selling';
import { epcisFaults, ocdsFaults } from '../support/standards';

interface Release {
  readonly id: string;
  readonly date: string;
  readonly tag: readonly string[];
  readonly tender?: { status: string; items?: object[] };
  readonly awards?: { id: string; value?: { amount: number } }[];
  readonly contracts?: {
    id: string;
    awardID: string;
    value?: { amount: number };
    items?: object[];
    implementation?: {
      transactions?: { value: { amount: number }; payer: { name: string } }[];
      milestones?: { status: string }[];
    };
  }[];
}
interface Event {
  readonly type: string;
  readonly eventID: string;
  readonly action?: string;
  readonly bizStep: string;
  readonly quantityList?: { epcClass: string; quantity?: number; uom?: string }[];
  readonly errorDeclaration?: { correctiveEventIDs: string[] };
}

describe('what others read of us', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let rival: Goods;
  let elsewhere: Person;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n });
    const far = { countyCode: PLACES.otherWestCounty, verifiedMu: null };
    rival = await makeGoods(app, { supplier: people.otherSupplier }, { ...far, inBase: 90_000_000n });
    elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '450000', side: 'WEST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
  });
  afterAll(() => app.close());

  const get = async (path: string, token: string) => {
    const answer = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, text: await answer.text() };
  };
  const ocds = async (path: string, token: string) => {
    const { status, text } = await get(path, token);
    expect(status).toBe(200);
    expect(ocdsFaults(JSON.parse(text))).toEqual([]);
    return { text, releases: (JSON.parse(text) as { releases: Release[] }).releases };
  };
  const epcis = async (lotId: string, token: string) => {
    const { status, text } = await get(`/lots/${lotId}/epcis.json`, token);
    expect(status).toBe(200);
    expect(epcisFaults(JSON.parse(text))).toEqual([]);
    return (JSON.parse(text) as { epcisBody: { eventList: Event[] } }).epcisBody.eventList;
  };
  const fresh = (person: Person) => signInAgain(app, person);
  const clerk = () => people.buyer.clerk.token;
  const eventsOf = (events: readonly Event[], bizStep: string) =>
    events.filter((one) => one.bizStep === bizStep);

  it('is of a tender no price, value, quote or cap before its award, and never a quote that was not taken', async () => {
    const buyer = { token: clerk(), unitId: people.buyer.unitId };
    const cap = { price: { amount: '77.31' }, priceUnit: 'kg' };
    const quoteDeadline = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const asked = await publishedRequest(
      app,
      buyer,
      pepperTerms({ sealed: true, quoteDeadline, lines: [pepperLine({ cap })] }),
    );
    const taken = await submitQuote(app, people.supplier.token, asked, goods, { yuan: '61.23' });
    const dear = await submitQuote(app, people.otherSupplier.token, asked, rival, {
      yuan: '68.79',
      minimumKg: '2000',
    });
    const path = `/sourcing-requests/${asked.request.id}/ocds.json`;
    const priceless = ({ text, releases }: Awaited<ReturnType<typeof ocds>>) => {
      expect(releases.map(({ tag }) => tag.join())).not.toContain('award');
      expect(text).not.toMatch(/"(value|amount|minValue|numberOfTenderers|tenderers|suppliers)"/);
      for (const secret of ['61.23', '68.79', '77.31', '154620', people.supplier.id, people.otherSupplier.id])
        expect(text).not.toContain(secret);
    };
    const sealed = await ocds(path, clerk());
    priceless(sealed);
    expect(sealed.releases).toMatchObject([{ tag: ['tender'], tender: { status: 'active', items: [{}] } }]);
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
    await app.settle();
    priceless(await ocds(path, clerk()));
    const waiting = await award(app, clerk(), asked.request.id, [awardOf(dear, '500')]);
    expect(waiting.node).toMatchObject([{ state: 'OFFERED' }]);
    priceless(await ocds(path, clerk())); // what its supplier has not answered is no award
    const [offer] = waiting.node ?? [];
    const declining = { awardId: offer?.id, expectedVersion: offer?.version, reason: 'TERMS' };
    await quotes(app, people.otherSupplier.token, 'declineAward', declining, 'award { id }');
    priceless(await ocds(path, clerk()));
    const done = await award(app, clerk(), asked.request.id, [awardOf(taken)]);
    const ordered = done.node?.find(({ state }) => state === 'ORDERED'); // they come in the order of random ids
    const orderId = ordered?.orderIds[0] ?? '';
    const awarded = await ocds(path, clerk());
    expect(awarded.releases.map(({ tag }) => tag.join())).toEqual(
      expect.arrayContaining(['tender', 'award', 'tenderUpdate']),
    );
    expect(awarded.releases.flatMap(({ awards = [] }) => awards)).toMatchObject([
      { value: { amount: 122_460 } },
    ]);
    expect(awarded.text).not.toContain('68.79');
    await sign(app, people.supplier.token, await readOrder(app, clerk(), orderId));
    await sign(app, people.buyer.approver.token, await readOrder(app, clerk(), orderId));
    const { releases } = await ocds(path, await fresh(people.auditor));
    const contracts = releases.flatMap((one) => one.contracts ?? []);
    expect(contracts).toMatchObject([
      {
        awardID: ordered?.id,
        value: { amount: 122_460 },
        items: [{ unit: { value: { amount: 61.23 } } }],
      },
    ]);
    const own = await ocds(`/orders/${orderId}/ocds.json`, people.supplier.token);
    expect(own.releases.map(({ tag }) => tag)).toEqual([['contract']]);
    expect(own.releases[0]?.id).toBe(releases.find(({ tag }) => tag.includes('contract'))?.id);
  });

  it('is of an order its contract, acceptance, payment and what was paid back', async () => {
    let order = await playOrder(app, people, goods, { until: 'PAID', kg: '1000' });
    order = await ship(app, people.supplier.token, order.id, '1000');
    order = await arrive(app, clerk(), order);
    order = await accept(app, clerk(), order, '970');
    if (order.state === 'AWAITING_PAYMENT') await pay(app, people, order.id);
    order = await readOrder(app, clerk(), order.id);
    const settlementLineId = order.settlement?.lines[0]?.id ?? '';
    await app.transactions.run((tx) =>
      app.nest
        .get(SettledLineRefunds)
        .refund(tx, { settlementLineId, fen: 70_001n, reason: 'QUALITY', key: randomUUID() }),
    );
    const { releases } = await ocds(`/orders/${order.id}/ocds.json`, clerk());
    expect(releases.map(({ tag }) => tag.join())).toEqual([
      'tender,award',
      'contract',
      'implementation',
      'implementationUpdate',
      'implementationUpdate',
    ]);
    const implemented = releases.flatMap(({ contracts = [] }) => contracts.map((one) => one.implementation));
    expect(implemented.flatMap((one) => one?.milestones ?? [])).toMatchObject([{ status: 'met' }]);
    const paid = implemented.flatMap((one) => one?.transactions ?? []);
    expect(paid.map(({ value }) => value.amount)).toEqual([Number(order.settlement?.goods.amount), 700.01]);
    expect(new Set(paid.map(({ payer }) => payer.name)).size).toBe(2);
    expect((await get(`/orders/${order.id}/ocds.json`, await fresh(people.otherBuyer.clerk))).status).toBe(
      404,
    );
    expect((await get(`/orders/${order.id}/ocds.json`, people.otherSupplier.token)).status).toBe(404);
  });

  it('is of a lot where it came from and went, and a weight written wrong is declared, not deleted', async () => {
    const lot = await makeGoods(app, people, { inBase: 9_000_000n });
    const weights = async (kg: string, acceptedKg: string) => playOrder(app, people, lot, { kg, acceptedKg });
    await weights('1000', '970'); // short weight
    await weights('1000', '1010'); // a surplus
    await weights('500', '500');
    const events = await epcis(lot.lotId, people.supplier.token);
    expect(eventsOf(events, 'creating_class_instance')).toMatchObject([
      { type: 'ObjectEvent', action: 'ADD', quantityList: [{ quantity: 9000, uom: 'KGM' }] },
    ]);
    const shipped = eventsOf(events, 'shipping');
    const wrong = shipped.filter(({ errorDeclaration }) => errorDeclaration);
    expect(wrong.map(({ quantityList }) => quantityList?.[0]?.quantity)).toEqual([1000, 1000]);
    const right = wrong.map((one) =>
      shipped.find(({ eventID }) => eventID === one.errorDeclaration?.correctiveEventIDs[0]),
    );
    expect(right.map((one) => one?.quantityList?.[0]?.quantity)).toEqual([970, 1010]);
    const standing = shipped.filter(({ errorDeclaration }) => !errorDeclaration);
    expect(new Set(standing.map(({ quantityList }) => quantityList?.[0]?.quantity))).toEqual(
      new Set([970, 1010, 500]),
    );
    expect(eventsOf(events, 'inspecting')).toEqual([]);
    expect(await epcis(lot.lotId, await fresh(people.agri))).toEqual(events);
    for (const token of [people.otherSupplier.token, await fresh(elsewhere)])
      expect((await get(`/lots/${lot.lotId}/epcis.json`, token)).status).toBe(404);
    expect((await get(`/lots/${lot.lotId}/epcis.json`, clerk())).status).toBe(403);
    expect(JSON.stringify(events)).not.toContain(people.buyer.id);
  });

  it('is of mixed and destroyed goods what went in, what came out and what is gone', async () => {
    const { does } = sellingVerbs(app, () => people);
    const one = await makeGoods(app, people, { inBase: 300_000n });
    const other = await makeGoods(app, people, { like: one, inBase: 200_000n });
    const merged = await does(people.supplier.member, 'mergeLots', {
      sources: [one, other].map(({ lotId }) => ({ lotId, quantity: { value: '150', unit: 'kg' } })),
      certificateNo: `HGZ-${randomUUID().slice(0, 8)}`,
      grade: '一级',
    });
    expect(merged.refusals).toEqual([]);
    const mixed = await epcis(merged.lot?.id ?? '', people.supplier.token);
    expect(mixed).toMatchObject([
      {
        type: 'TransformationEvent',
        inputQuantityList: [
          { quantity: 150, uom: 'KGM' },
          { quantity: 150, uom: 'KGM' },
        ],
        outputQuantityList: [{ quantity: 300, uom: 'KGM', epcClass: `urn:uuid:${merged.lot?.id}` }],
      },
    ]);
    const [lot] = await app.database.query<{ version: number }>('SELECT version FROM lots WHERE id = $1', [
      one.lotId,
    ]);
    await does(people.supplier.member, 'writeOffLot', {
      lotId: one.lotId,
      expectedVersion: lot?.version,
      quantity: { value: '50', unit: 'kg' },
    });
    const events = await epcis(one.lotId, people.supplier.token);
    expect(events.map(({ type, action }) => action ?? type)).toEqual([
      'ADD',
      'TransformationEvent',
      'DELETE',
    ]);
    expect(events[1]?.eventID).toBe(mixed[0]?.eventID);
  });

  it('is written down like every table that leaves', async () => {
    const kinds = await app.database.query<{ what: string }>(
      'SELECT DISTINCT what FROM exports ORDER BY what',
    );
    expect(kinds.map(({ what }) => what)).toEqual(['EPCIS_EVENTS', 'OCDS_RELEASES']);
  });
});
