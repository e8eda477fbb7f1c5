import { startTestApp, type TestApp } from '../support/app';
import {
  claimTerms,
  claimVerb,
  claimed,
  evidenceOf,
  newPaper,
  nobodysId,
  playClaim,
  stockOf,
  uploaded,
  verifyClaim,
  vouching,
  type ShownClaim,
} from '../support/claims';
import { makeGoods, type Goods, type GoodsWish } from '../support/goods';
import { breaksOf } from '../support/money';
import { basketOf, send } from '../support/orders';
import {
  PLACES,
  addMember,
  addOrganization,
  admit,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';
import { Role } from '../../src/organizations/index';

describe('claims', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
  });
  afterAll(() => app.close());

  const submit = async (more: object = {}, lot = goods, person: Person = people.buyer.clerk) =>
    claimVerb(app, person, 'submitClaim', { terms: claimTerms(people.buyer.unitId, lot, more) });
  const seenBy = async (person: Person, { id }: ShownClaim) => {
    const { data } = await app.graphql<{ claim: { state: string } | null } | null>(
      'query ($id: UUID!) { claim(id: $id) { state } }',
      { id },
      { token: await signInAgain(app, person) },
    );
    return data?.claim?.state ?? null;
  };
  const verify = (who: Person, claim: ShownClaim, more = {}) => verifyClaim(app, who, claim, more);
  const fresh = (wish: GoodsWish = {}) => makeGoods(app, people, { like: goods, ...wish });

  it('hold their goods in the lot, are verified by one person of each side, and then sell them', async () => {
    const lot = await fresh();
    const claim = await playClaim(app, people, lot, { until: 'DEDUPED' });
    expect([claim.state, await stockOf(app, lot)]).toEqual(['DEDUPED', { reserved: 100_000n, shipped: 0n }]);
    const one = await claimed(app, people.coordEast.city, 'verifyClaims', vouching(claim));
    expect([one.state, one.checks]).toEqual(['VERIFIED_ONE', [{ side: 'EAST' }]]);
    const both = await claimed(app, people.coordWest.city, 'verifyClaims', vouching(one));
    expect([both.state, await stockOf(app, lot)]).toEqual(['CONFIRMED', { reserved: 0n, shipped: 100_000n }]);
    const events = await app.database.query(`SELECT kind FROM domain_events WHERE stream = $1`, [
      `claim:${claim.id}`,
    ]);
    expect(events).toEqual([{ kind: 'ClaimConfirmed' }]);
  });

  it('are verified by two offices of two sides: neither one twice, nor claimant, nor supplier, nor one person in two roles', async () => {
    const claim = await playClaim(app, people, await fresh(), { until: 'VERIFIED_ONE' });
    const colleague = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordEast.city.organizationId, Role.VERIFIER),
    );
    for (const person of [people.coordEast.city, colleague, people.coordEast.province])
      expect((await verify(person, claim)).refusals).toEqual(['SIDE_VERIFIED_ALREADY claims.0']);
    for (const person of [people.buyer.approver, people.supplier.member])
      expect((await verify(person, claim)).refusals).toEqual(['FORBIDDEN']);
    // The western verifier is known at the supplier's by the same telephone.
    const phone = (hash: string | null, ...ids: string[]) =>
      app.database.query('UPDATE members SET phone_hash = $1 WHERE id = ANY($2::uuid[])', [hash, ids]);
    await phone('x', people.coordWest.city.id, people.supplier.second.id);
    expect((await verify(people.coordWest.city, claim)).refusals).toEqual(['VERIFIER_INVOLVED claims.0']);
    await phone('x', people.coordEast.city.id);
    await phone(null, people.supplier.second.id);
    expect((await verify(people.coordWest.city, claim)).refusals).toEqual(['VERIFIER_INVOLVED claims.0']);
    await phone(null, people.coordEast.city.id, people.coordWest.city.id);
    const wrong = { ...vouching(claim), password: 'falsch' };
    expect((await claimVerb(app, people.coordWest.city, 'verifyClaims', wrong)).refusals).toEqual([
      'PASSWORD_WRONG password',
    ]);
    const good = await playClaim(app, people, await fresh(), { until: 'DEDUPED' });
    const hidden = { ...vouching(good, { ...claim, id: nobodysId() }) };
    expect((await claimVerb(app, people.coordWest.city, 'verifyClaims', hidden)).refusals).toEqual([
      'NOT_FOUND claims.1.claimId',
    ]);
    const stale = { ...vouching(good, { ...claim, version: 1 }) };
    expect((await claimVerb(app, people.coordWest.city, 'verifyClaims', stale)).refusals).toEqual([
      'STALE_VERSION claims.1.expectedVersion',
    ]);
    expect((await verify(people.coordWest.city, claim)).refusals).toEqual([]);
  });

  it('are not verified by one office for both sides, also where it stands over both', async () => {
    const { province, city } = people.coordWest;
    const [clerk, colleague] = await app.transactions.run(async (tx) => {
      const standing = { kind: 'ENTERPRISE', regionCode: PLACES.westCounty, side: 'WEST' } as const;
      return [
        await addMember(app, tx, await addOrganization(tx, standing), Role.BUYER_CLERK),
        await addMember(app, tx, province.organizationId, Role.VERIFIER),
      ];
    });
    const claim = await claimed(app, clerk, 'submitClaim', {
      terms: claimTerms(clerk.organizationId, await fresh()),
      evidence: await evidenceOf(app, clerk, 'INVOICE', 'PAYMENT'),
    });
    const one = await claimed(app, province, 'verifyClaims', vouching(claim));
    for (const person of [province, colleague])
      expect((await verify(person, one)).refusals).toEqual(['SIDE_VERIFIED_ALREADY claims.0']);
    expect((await verify(city, one)).claim?.state).toBe('CONFIRMED');
  });

  it('need two kinds of evidence, one file for one thing, and the text that was read', async () => {
    const { clerk } = people.buyer;
    const bytes = newPaper();
    const paper = async (kind: string) => ({ kind, fileId: await uploaded(app, clerk, bytes) });
    const terms = claimTerms(people.buyer.unitId, await fresh());
    const twice = { terms, evidence: [await paper('INVOICE'), await paper('PAYMENT')] };
    expect((await claimVerb(app, clerk, 'submitClaim', twice)).refusals).toEqual(['EVIDENCE_TWICE evidence']);
    const claim = await claimed(app, clerk, 'submitClaim', { terms, evidence: [await paper('INVOICE')] });
    expect((await verify(people.coordEast.city, claim)).refusals).toEqual([
      'EVIDENCE_KINDS_MISSING claims.0',
    ]);
    const evidence = await evidenceOf(app, clerk, 'LOGISTICS');
    const more = { claimId: claim.id, expectedVersion: claim.version, evidence };
    const stolen = await claimVerb(app, people.otherBuyer.clerk, 'attachClaimEvidence', more);
    expect(stolen.refusals).toEqual(['NOT_FOUND claimId']);
    const proven = await claimed(app, clerk, 'attachClaimEvidence', more);
    expect((await verify(people.coordEast.city, { ...proven, sha256: claim.sha256 })).refusals).toEqual([
      'CLAIM_CHANGED claims.0',
    ]);
    const one = await verify(people.coordEast.city, proven);
    expect(one.claim?.state).toBe('VERIFIED_ONE');
    const late = {
      ...more,
      expectedVersion: one.claim?.version,
      evidence: await evidenceOf(app, clerk, 'CONTRACT'),
    };
    expect((await claimVerb(app, clerk, 'attachClaimEvidence', late)).refusals).toEqual([
      'ILLEGAL_TRANSITION claimId',
    ]);
  });

  it('need an admitted supplier, a recognised product and a lot, on the day of the purchase', async () => {
    const unknown = {
      lines: [{ certificateNo: '无此批次', quantity: { value: '1', unit: 'kg' }, amount: { amount: '1' } }],
    };
    expect((await submit(unknown)).refusals).toEqual(['LOT_UNKNOWN lines.0.certificateNo']);
    const plain = await makeGoods(app, people, { recognised: false });
    expect((await submit({}, plain)).refusals).toEqual(['PRODUCT_NOT_RECOGNISED lines.0.certificateNo']);
    expect((await submit({ purchasedOn: '2026-07-10' })).refusals).toEqual([
      'PURCHASED_IN_FUTURE purchasedOn',
    ]);
    // 365 days back and no further: the rule of today.
    expect((await submit({ purchasedOn: '2025-07-09' })).refusals).toEqual([
      'PURCHASED_BEFORE_HARVEST purchasedOn',
    ]);
    expect((await submit({ purchasedOn: '2025-07-08' })).refusals).toEqual(['CLAIM_TOO_OLD purchasedOn']);
    expect((await submit({ purchasedOn: '2026-06-19' })).refusals).toEqual([
      'PURCHASED_BEFORE_HARVEST purchasedOn',
    ]);
    expect((await submit({ supplierId: people.otherSupplier.id })).refusals).toEqual([
      'LOT_UNKNOWN lines.0.certificateNo',
    ]);
    expect((await submit({ supplierId: people.buyer.unitId })).refusals).toEqual(['OWN_GOODS supplierId']);
    const farm = await app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'COOPERATIVE', regionCode: PLACES.westCounty, parentId: people.buyer.id }),
    );
    expect((await submit({ supplierId: farm })).refusals).toEqual(['OWN_GOODS supplierId']);
    expect((await submit({ unitId: people.otherBuyer.unitId })).refusals).toEqual(['NOT_FOUND unitId']);
    const held = await fresh({ state: 'ON_HOLD' });
    expect((await submit({}, held)).refusals).toEqual(['LOT_NOT_SOLD_ELSEWHERE lines.0.quantity']);
    const newcomer = await app.transactions.run(async (tx) => {
      const id = await addOrganization(tx, {
        kind: 'COOPERATIVE',
        regionCode: PLACES.westCounty,
        side: 'WEST',
      });
      await admit(tx, id, PLACES.westCounty, new Date('2026-07-08T09:00:00+08:00'));
      return { supplier: { id, member: await addMember(app, tx, id, Role.SUPPLIER) } };
    });
    const theirs = await makeGoods(app, newcomer);
    expect((await submit({ purchasedOn: '2026-07-07' }, theirs)).refusals).toEqual([
      'SUPPLIER_NOT_ADMITTED supplierId',
    ]);
    expect((await submit({}, theirs)).refusals).toEqual([]);
  });

  it('never claim more by an invoice than it says, nor one lot of it twice, nor for another payer', async () => {
    const [first, second] = [await fresh(), await fresh()];
    const invoice = { invoiceNo: '２６３１-abc 007', invoiceAmount: { amount: '10000.00' } };
    const claim = await submit({ ...invoice, yuan: '6000.00' }, first);
    expect(claim.refusals).toEqual([]);
    expect((await submit({ ...invoice, invoiceNo: '2631-ABC007' }, first)).refusals).toEqual([
      'INVOICE_LOT_CLAIMED lines.0.certificateNo',
    ]);
    for (const spelled of ['2631–abc007', '2631－ＡＢＣ　００７', '2631ABC007'])
      expect((await submit({ ...invoice, invoiceNo: spelled }, first)).refusals).toEqual([
        'INVOICE_LOT_CLAIMED lines.0.certificateNo',
      ]);
    const typed = first.certificateNo.toLowerCase().replace('-', ' —');
    expect((await submit(invoice, { ...first, certificateNo: typed })).refusals).toEqual([
      'INVOICE_LOT_CLAIMED lines.0.certificateNo',
    ]);
    expect((await submit({ ...invoice, yuan: '4000.01' }, second)).refusals).toEqual([
      'INVOICE_EXCEEDED lines',
    ]);
    expect((await submit({ ...invoice, invoiceAmount: { amount: '10000.01' } }, second)).refusals).toEqual([
      'INVOICE_DIFFERS invoiceNo',
    ]);
    expect((await submit({ ...invoice, unitId: people.buyer.id }, second)).refusals).toEqual([
      'INVOICE_DIFFERS invoiceNo',
    ]);
    expect((await submit({ ...invoice, yuan: '4000.00' }, second)).refusals).toEqual([]);
    const { id, version } = claim.claim as ShownClaim;
    await claimed(app, people.buyer.clerk, 'withdrawClaim', { claimId: id, expectedVersion: version });
    expect(await stockOf(app, first)).toEqual({ reserved: 0n, shipped: 0n });
    expect((await submit({ ...invoice, yuan: '5999.99' }, first)).refusals).toEqual([]);
  });

  it('are refused where the platform or a claim of the day has the same purchase, and answered where they resemble one', async () => {
    const lot = await fresh();
    const ordered = await send(
      app,
      await signInAgain(app, people.buyer.clerk),
      'placeOrder',
      basketOf(app, people.buyer, lot, { kg: '200.000' }),
    );
    const order = ordered.orders?.[0];
    const same = { kg: '190', yuan: order?.goods.amount };
    expect((await submit(same, lot)).refusals).toEqual(['TWIN_ON_PLATFORM lines.0.amount']);
    expect((await submit({ ...same, unitId: people.buyer.id }, lot)).refusals).toEqual([
      'TWIN_ON_PLATFORM lines.0.amount',
    ]);
    const alike = await claimed(app, people.buyer.clerk, 'submitClaim', {
      terms: claimTerms(people.buyer.unitId, lot, { kg: '10', yuan: '555.00' }),
      evidence: await evidenceOf(app, people.buyer.clerk, 'INVOICE', 'PAYMENT'),
    });
    expect([alike.state, alike.twins]).toEqual(['SUBMITTED', [{ kind: 'ORDER', number: order?.number }]]);
    expect((await verify(people.coordEast.city, alike)).refusals).toEqual(['TWIN_UNANSWERED claims.0']);
    const because = { distinctBecause: '门店自提，另有送货单' };
    expect((await verify(people.coordEast.city, alike, because)).claim?.state).toBe('VERIFIED_ONE');
    // Another buyer's purchase of the same goods resembles nothing of this house.
    const theirs = claimTerms(people.otherBuyer.unitId, lot, { kg: '10', yuan: '555.00' });
    expect((await claimed(app, people.otherBuyer.clerk, 'submitClaim', { terms: theirs })).state).toBe(
      'DEDUPED',
    );
    expect((await submit({ kg: '10', yuan: '555.00' }, lot)).refusals).toEqual(['TWIN_CLAIM lines.0.amount']);
    const dayBefore = await submit({ kg: '10', yuan: '555.00', purchasedOn: '2026-07-07' }, lot);
    expect(dayBefore.claim?.twins).toHaveLength(2);
  });

  it('are there for claimant, unit, supplier, both regions’ offices, operations and audit, and for nobody else', async () => {
    const claim = await playClaim(app, people, await fresh(), { until: 'DEDUPED' });
    const { buyer, supplier, coordEast, coordWest, ops, auditor, otherBuyer, otherSupplier, finance } =
      people;
    for (const person of [
      buyer.approver,
      supplier.member,
      coordEast.county,
      coordWest.province,
      ops,
      auditor,
    ])
      expect(await seenBy(person, claim)).toBe('DEDUPED');
    for (const person of [otherBuyer.clerk, otherSupplier.member, finance])
      expect(await seenBy(person, claim)).toBeNull();
    for (const person of [buyer.approver, supplier.member, coordEast.county, otherBuyer.clerk, auditor]) {
      const token = await signInAgain(app, person);
      const { data } = await app.graphql<{ claims: { edges: { node: { number: string } }[] } }>(
        '{ claims(first: 100) { edges { node { number } } } }',
        {},
        { token },
      );
      const answer = await fetch(`${app.url}/claims.csv`, { headers: { authorization: `Bearer ${token}` } });
      const rows = (await answer.text()).trim().split('\r\n').slice(1);
      const shown = data.claims.edges.map(({ node }) => node.number);
      expect(rows.map((row) => row.split(',')[0]?.replaceAll('"', ''))).toEqual(shown);
      expect(rows.some((row) => row.startsWith(`"${claim.number}","已查重"`))).toBe(
        shown.includes(claim.number),
      );
    }
    const other = { headers: { authorization: `Bearer ${await signInAgain(app, auditor)}` } };
    expect((await fetch(`${app.url}/claims.csv?state=__proto__`, other)).status).toBe(400);
  });

  it('leave the books true after all that', async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
});
