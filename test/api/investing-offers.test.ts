import { startTestApp, type TestApp } from '../support/app';
import { done, offerTerms, offersSeen, onOffers } from '../support/investing';
import { confirmedPark, makeOperator } from '../support/parks';
import { PLACES, makePeople, signInAgain, type People, type Person } from '../support/people';

describe('a project that is offered', () => {
  let app: TestApp;
  let people: People;
  let manager: Person;
  let parkId: string;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const countyCode = PLACES.westCounty;
    manager = (await makeOperator(app, countyCode)).manager;
    parkId = (await confirmedPark(app, manager, people.coordWest.county, { countyCode })).id;
  });
  afterAll(() => app.close());

  const offer = (person: Person, input: object) => onOffers(app, person.token, 'offerProject', input);
  const idsOf = async (person: { token: string }, filter = '') =>
    (await offersSeen(app, person.token, filter)).map(({ id }) => id).toSorted();

  it('is of a park by who runs it, or of a county by its office, and everybody who is signed in reads it', async () => {
    const ofPark = done(await offer(manager, { parkId, terms: offerTerms() }));
    expect(ofPark).toMatchObject({ state: 'PUBLISHED', countyCode: PLACES.westCounty });
    expect(ofPark.parkName).not.toBeNull();
    const ofCounty = done(await offer(people.otherRevital, { terms: offerTerms({ industryCode: '2710' }) }));
    expect(ofCounty).toMatchObject({ countyCode: PLACES.otherWestCounty, parkName: null });
    expect((await offer(manager, { terms: offerTerms() })).refusals).toEqual(['PARK_MISSING parkId']);
    expect((await offer(people.revital, { parkId, terms: offerTerms() })).refusals).toEqual([
      'OFFER_OF_COUNTY parkId',
    ]);
    expect((await offer(people.coordEast.county, { terms: offerTerms() })).refusals).toEqual([
      'COUNTY_NOT_WESTERN',
    ]);
    const stranger = (await makeOperator(app, PLACES.westCounty)).manager;
    expect((await offer(stranger, { parkId, terms: offerTerms() })).refusals).toEqual([
      'PARK_UNKNOWN parkId',
    ]);
    const buyer = people.buyer.clerk;
    const both = [ofCounty.id, ofPark.id].toSorted();
    expect(await idsOf(buyer)).toEqual(both);
    for (const [filter, found] of [
      ['industryCode: "C"', both],
      ['industryCode: "14"', [ofPark.id]],
      ['industryCode: "1469"', [ofPark.id]],
      ['industryCode: "27"', [ofCounty.id]],
      ['industryCode: "A"', []],
      [`regionCode: "${PLACES.westProvince}"`, both],
      [`regionCode: "${PLACES.westCounty}"`, [ofPark.id]],
      [`parkId: "${parkId}"`, [ofPark.id]],
      ['own: true', []],
    ] as const)
      expect([filter, await idsOf(buyer, filter)]).toEqual([filter, found]);
    expect(await idsOf(manager, 'own: true')).toEqual([ofPark.id]);
    await expect(idsOf(buyer, 'industryCode: "ZZ"')).rejects.toThrow('BAD_USER_INPUT');
  });

  it.each([
    ['an unknown industry', { industryCode: '9990' }, 'INDUSTRY_UNKNOWN terms.industryCode'],
    ['a whole section', { industryCode: 'C' }, 'OFFER_TOO_WIDE terms.industryCode'],
    ['no investment', { investmentFrom: { amount: '0' } }, 'INVESTMENT_ZERO terms.investmentFrom'],
    ['most below least', { investmentTo: { amount: '1' } }, 'INVESTMENT_REVERSED terms.investmentTo'],
    ['negative land', { landReadyM2: -1 }, 'LAND_OUT_OF_RANGE terms.landReadyM2'],
    ['no months', { paybackMonths: 0 }, 'PAYBACK_OUT_OF_RANGE terms.paybackMonths'],
    ['a past day', { validUntil: '2026-07-09' }, 'VALID_UNTIL_PAST terms.validUntil'],
    ['more than a year', { validUntil: '2027-07-10' }, 'VALID_TOO_LONG terms.validUntil'],
  ])('is refused with %s', async (_what, more, refusal) => {
    expect((await offer(manager, { parkId, terms: offerTerms(more) })).refusals).toEqual([refusal]);
  });

  it('is amended and closed by who offered it; over, only he still reads it', async () => {
    const { id } = done(await offer(manager, { parkId, terms: offerTerms() }));
    const change = { offerId: id, expectedVersion: 1 };
    const amend = { ...change, terms: offerTerms({ landReadyM2: null }) };
    expect((await onOffers(app, people.revital.token, 'amendProjectOffer', amend)).refusals).toEqual([
      'NOT_FOUND offerId',
    ]);
    expect(done(await onOffers(app, manager.token, 'amendProjectOffer', amend)).version).toBe(2);
    expect((await onOffers(app, manager.token, 'closeProjectOffer', change)).refusals).toEqual([
      'STALE_VERSION expectedVersion',
    ]);
    const close = { offerId: id, expectedVersion: 2 };
    expect(done(await onOffers(app, manager.token, 'closeProjectOffer', close)).state).toBe('CLOSED');
    expect(await idsOf(people.buyer.clerk)).not.toContain(id);
    expect(await idsOf(manager)).toContain(id);
  });

  it('ends with its last day', async () => {
    const { id } = done(await offer(manager, { parkId, terms: offerTerms({ validUntil: '2026-07-10' }) }));
    app.clock.set(new Date('2026-07-11T00:01:00+08:00'));
    await app.settle();
    const again = { ...manager, token: await signInAgain(app, manager) };
    const found = (await offersSeen(app, again.token, 'own: true')).find((one) => one.id === id);
    expect(found?.state).toBe('EXPIRED');
    const notices = await app.database.query('SELECT FROM notices WHERE kind = $1 AND subject_id = $2', [
      'OFFER_EXPIRED',
      id,
    ]);
    expect(notices).toHaveLength(1);
  });
});
