import { Refused } from '../../../libs/workflow/src/index';
import { intentNumber, readIntent, type IntentFacts, type SaidIntent } from './intent-terms';

const FACTS: IntentFacts = {
  today: '2026-07-09',
  longest: { until: '2027-07-09', days: 365 },
  isIndustry: (code) => ['C', '13', '135', '1351'].includes(code),
  isWestern: (code) => code.startsWith('51'),
};
const SAID: SaidIntent = {
  kind: 'NEW',
  stage: 'DECIDED',
  industryCode: '1351',
  investment: { amount: '30000000.00', currency: 'CNY' },
  jobs: 120,
  slotKinds: ['PLANT'],
  needs: [
    { resource: 'FLOOR', capacity: 8000 },
    { resource: 'POWER', capacity: 1250 },
  ],
  regionCodes: ['513400', '510000'],
  startFrom: '2026-09-01',
  startBy: '2027-03-31',
  validUntil: '2027-01-31',
};

/** Codes and paths of what is wrong. */
function wrongIn(change: Partial<SaidIntent>): string[] {
  try {
    readIntent({ ...SAID, ...change }, FACTS, ['terms']);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.refusals.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
  }
}

describe('the terms of an intent', () => {
  it('are kept as they are said, the investment in fen', () => {
    const { investment: _said, ...rest } = SAID;
    expect(readIntent(SAID, FACTS, ['terms'])).toEqual({ ...rest, investmentFen: 3_000_000_000n });
  });

  it.each<[string, Partial<SaidIntent>, string[]]>([
    ['no industry', { industryCode: '9999' }, ['INDUSTRY_UNKNOWN terms.industryCode']],
    ['a whole division', { industryCode: '13' }, ['INDUSTRY_TOO_WIDE terms.industryCode']],
    ['a group', { industryCode: '135' }, []],
    ['no money', { investment: { amount: '0', currency: 'CNY' } }, ['INVESTMENT_ZERO terms.investment']],
    ['fewer than no jobs', { jobs: -1 }, ['JOBS_OUT_OF_RANGE terms.jobs']],
    ['jobs for a city', { jobs: 1_000_001 }, ['JOBS_OUT_OF_RANGE terms.jobs']],
    ['no kind of slot', { slotKinds: [] }, ['SLOT_KINDS_MISSING terms.slotKinds']],
    ['a kind twice', { slotKinds: ['PLANT', 'PLANT'] }, ['SLOT_KIND_TWICE terms.slotKinds.1']],
    ['no needs', { needs: [] }, ['NEEDS_MISSING terms.needs']],
    [
      'a negative need',
      { needs: [{ resource: 'FLOOR', capacity: -5 }] },
      ['NEED_OUT_OF_RANGE terms.needs.0.capacity'],
    ],
    ['land without land', { slotKinds: ['PLANT', 'LAND'] }, ['SPACE_MISSING terms.needs']],
    [
      'a need twice',
      { needs: [...SAID.needs, { resource: 'POWER', capacity: 1 }] },
      ['NEED_TWICE terms.needs.2.resource'],
    ],
    ['an eastern region', { regionCodes: ['330000'] }, ['REGION_NOT_WESTERN terms.regionCodes.0']],
    ['a region twice', { regionCodes: ['510000', '510000'] }, ['REGION_TWICE terms.regionCodes.1']],
    ['a start in the past', { startFrom: '2026-07-08' }, ['START_IN_PAST terms.startFrom']],
    ['an end before the start', { startBy: '2026-08-31' }, ['START_REVERSED terms.startBy']],
    ['a start in the next generation', { startBy: '2037-01-01' }, ['START_TOO_LATE terms.startBy']],
    ['nothing but today', { validUntil: '2026-07-09' }, ['VALID_UNTIL_PAST terms.validUntil']],
    ['valid for ever', { validUntil: '2027-07-10' }, ['VALID_TOO_LONG terms.validUntil']],
    [
      'all at once',
      { jobs: -1, needs: [], slotKinds: [] },
      ['JOBS_OUT_OF_RANGE terms.jobs', 'SLOT_KINDS_MISSING terms.slotKinds', 'NEEDS_MISSING terms.needs'],
    ],
  ])('%s', (_what, change, wrong) => {
    expect(wrongIn(change)).toEqual(wrong);
  });

  it('have a number that tells nothing of others', () => {
    expect(intentNumber('2026-07-09', '3fa85f64-5717-4562-b3fc-2c963f66afa6')).toBe('YX20260709-3FA85F64');
  });
});
