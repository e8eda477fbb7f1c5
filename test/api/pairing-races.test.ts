import fc from 'fast-check';
import { addDays } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { openEyes, tries, type Eyes } from '../support/four-eyes';
import { PLACES } from '../support/people';

/** Counties of 宁波 and the city itself: each would be another partner. */
const EAST = [
  '330203',
  '330205',
  '330206',
  '330212',
  '330213',
  '330225',
  '330226',
  '330282',
  '330200',
] as const;
/** 越西县 and 甘洛县, paired with nobody below the prefecture. */
const WEST = ['513434', '513435'] as const;

interface Wish {
  east: string;
  west: string;
  from: number;
  /** Null: open. */
  to: number | null;
}
const wishes = fc.array(
  fc
    .record({
      east: fc.constantFrom(...EAST.slice(-3)),
      west: fc.constantFrom(...WEST),
      from: fc.nat(40),
      days: fc.option(fc.nat(15), { freq: 6 }),
    })
    .map(({ days, ...wish }): Wish => ({ ...wish, to: days === null ? null : wish.from + days })),
  { minLength: 3, maxLength: 8, size: 'max' },
);
const day = (n: number) => addDays('2026-08-01', n);
const meet = (a: Wish, b: Wish) =>
  a.west === b.west && a.from <= (b.to ?? Infinity) && b.from <= (a.to ?? Infinity);

describe('one east partner per west county at a time (I26)', () => {
  let app: TestApp;
  let eyes: Eyes;
  beforeAll(async () => {
    app = await startTestApp();
    eyes = await openEyes(app);
  });
  afterAll(() => app.close());
  beforeEach(() => app.database.query(`DELETE FROM pairings WHERE source_document = '示例文件'`));

  async function propose(wish: Wish): Promise<string> {
    const { code, data } = await tries(
      eyes,
      eyes.of.east[0],
      'proposePairing',
      {
        eastRegionCode: wish.east,
        westRegionCode: wish.west,
        validFrom: day(wish.from),
        validTo: wish.to === null ? null : day(wish.to),
        sourceDocument: '示例文件',
      },
      'pairing { id }',
    );
    const id = (data as { pairing: { id: string } | null } | null)?.pairing?.id;
    if (!id) throw new Error(code);
    return id;
  }
  const confirm = async (side: 'east' | 'west', pairingId: string, who: 1 | 2 = 1) => {
    const expectedVersion = side === 'east' ? 1 : 2;
    return (await tries(eyes, eyes.of[side][who], 'confirmPairing', { pairingId, expectedVersion })).code;
  };
  const active = () =>
    app.database.query<{ east: string; west: string; from: string; to: string | null }>(
      `SELECT east_region_code AS east, west_region_code AS west, valid_from AS from, valid_to AS to FROM pairings
        WHERE state = 'ACTIVE' AND source_document = '示例文件' ORDER BY 2, 3`,
    );

  it('leaves one of two dozen confirmed at the same moment, and tells the others why', async () => {
    const asked = Array.from({ length: 24 }, (_, index) => ({
      east: EAST[index % EAST.length] ?? '',
      west: WEST[0],
      from: index % 5,
      to: index % 2 === 0 ? null : 30 + index,
    }));
    const ids = await Promise.all(asked.map(propose));
    expect(new Set(await Promise.all(ids.map((id) => confirm('east', id))))).toEqual(new Set(['DONE']));
    const codes = await Promise.all(ids.flatMap((id) => [confirm('west', id, 1), confirm('west', id, 2)]));
    expect(codes.filter((code) => code === 'DONE')).toHaveLength(1);
    expect([...new Set(codes)].filter((code) => !['DONE', 'STALE_VERSION'].includes(code))).toEqual([
      'PAIRING_OVERLAPS',
    ]);
    expect(await active()).toHaveLength(1);
  });

  it('accepts exactly what a model of dates accepts, whoever comes first', async () => {
    const seen = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(wishes, async (asked) => {
        await app.database.query(`DELETE FROM pairings WHERE source_document = '示例文件'`);
        const held: Wish[] = [];
        for (const wish of asked) {
          const id = await propose(wish);
          await confirm('east', id);
          const free = !held.some((one) => meet(one, wish));
          expect(await confirm('west', id)).toBe(free ? 'DONE' : 'PAIRING_OVERLAPS');
          seen[free ? 'taken' : 'refused'] += 1;
          if (free) held.push(wish);
        }
        const rows = held
          .map(({ from, to, ...codes }) => ({ ...codes, from: day(from), to: to === null ? null : day(to) }))
          .toSorted((a, b) => (`${a.west}${a.from}` < `${b.west}${b.from}` ? -1 : 1));
        expect(await active()).toEqual(rows);
      }),
      { numRuns: 10 },
    );
    expect(seen.taken).toBeGreaterThan(9);
    expect(seen.refused).toBeGreaterThan(5);
  });

  it('is kept by the database alone: any two that meet are refused, any two that do not are kept', async () => {
    const write = (level: string, { east, west, from, to }: Wish, exclusive: boolean) =>
      app.database
        .query(
          `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, valid_to, state, exclusive,
             source_document, verified) VALUES (gen_random_uuid(), 'EAST_WEST', $1, $2, $3, $4, $5, 'ACTIVE', $6, '示例文件', false)`,
          [level, east, west, day(from), to === null ? null : day(to), exclusive],
        )
        .then(() => 'kept')
        .catch((error: Error) => error.message.match(/pairings_\w+/)?.[0] ?? error.message);
    await fc.assert(
      fc.asyncProperty(wishes, fc.boolean(), async (asked, exclusive) => {
        await app.database.query(`DELETE FROM pairings WHERE source_document = '示例文件'`);
        const held: Wish[] = [];
        for (const wish of asked) {
          const meeting = held.filter((one) => meet(one, wish));
          const again = meeting.some(({ east }) => east === wish.east);
          const told = await write(exclusive ? 'COUNTY' : 'PREFECTURE', wish, exclusive);
          const kept = exclusive ? meeting.length === 0 : !again;
          expect(told).toMatch(kept ? /^kept$/ : /^pairings_(dates_apart|one_east_partner)$/);
          if (kept) held.push(wish);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is drafted one agreement for a pairing and year, however many begin it', async () => {
    const [pairing] = await app.database.query<{ id: string }>(
      `SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2 AND state = 'ACTIVE'`,
      [PLACES.eastCity, PLACES.westCity],
    );
    const hands = [...eyes.of.east, ...eyes.of.west, ...eyes.of.east, ...eyes.of.west];
    const said = await Promise.all(
      hands.map((person) => tries(eyes, person, 'draftAgreement', { pairingId: pairing?.id, year: 2026 })),
    );
    expect(said.map(({ code }) => code).toSorted()).toEqual([...Array(11).fill('AGREEMENT_EXISTS'), 'DONE']);
  });
});
