import { PairingReference, Pairings } from '../../src/pairing/index';
import { startTestApp, type TestApp } from '../support/app';

describe('which regions are paired', () => {
  let app: TestApp;
  let pairings: Pairings;
  beforeAll(async () => {
    app = await startTestApp();
    pairings = app.nest.get(Pairings);
  });
  afterAll(() => app.close());

  const leaves = (unitRegionCode: string, originCountyCode: string, on = '2026-07-09') =>
    pairings.leafFor(app.database, { unitRegionCode, originCountyCode, on, kind: 'EAST_WEST' });

  it('loads all 94 pairings, and nothing the second time', async () => {
    expect(await app.nest.get(PairingReference).load()).toBe(0);
    expect(await app.database.query('SELECT count(*)::int AS count FROM pairings')).toEqual([{ count: 94 }]);
  });

  it('answers with the most specific pairing', async () => {
    expect(await leaves('330211', '513430')).toMatchObject([{ level: 'COUNTY', eastRegionCode: '330211' }]);
    expect(await leaves('330203', '513430')).toMatchObject([
      { level: 'PREFECTURE', eastRegionCode: '330200' },
    ]);
    expect(await leaves('310115', '530629')).toMatchObject([
      { level: 'PROVINCE', westRegionCode: '530000', agreementId: null, commitmentId: null },
    ]);
    expect(await leaves('310115', '610426')).toEqual([]);
  });

  it('knows no pairing before its first day', async () => {
    expect(await leaves('310115', '530629', '2020-12-31')).toEqual([]);
    expect(await leaves('310115', '530629', '2021-01-01')).toHaveLength(1);
  });

  it('lists whom a region is paired with', async () => {
    const ningbo = await pairings.pairedWith(app.database, { regionCode: '330200', on: '2026-07-09' });
    expect(ningbo).toEqual({
      counties: ['513429', '513430', '513431'],
      prefectures: ['513400'],
      provinces: ['510000'],
    });
  });

  it('refuses a second east partner for a county and overlapping dates (I26)', async () => {
    const add = (east: string, west: string, from: string, exclusive: boolean) =>
      app.database.query(
        `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document, verified)
         VALUES (gen_random_uuid(), 'EAST_WEST', 'COUNTY', $1, $2, $3, 'ACTIVE', $4, '示例', true)`,
        [east, west, from, exclusive],
      );
    await expect(add('330212', '513430', '2026-01-01', true)).rejects.toThrow('pairings_one_east_partner');
    await expect(add('310000', '530000', '2026-01-01', false)).rejects.toThrow('pairings_dates_apart');
  });
});
