import {
  signedFarFromRange,
  signsOf,
  type ScreenedProject,
  type ScreenedRecord,
  type Thresholds,
} from './capital-screening';

const thresholds: Thresholds = {
  roundStepFen: 100_000_000n,
  leastRoundRecords: 3,
  monthEndDays: 3,
  leastMonthEndRecords: 3,
  monthEndShare: { numerator: 6n, denominator: 10n },
  evidenceDays: 90,
};
const range = { jobLeastFen: 100n, jobMostFen: 1_000n, m2LeastFen: 10n, m2MostFen: 50n };
let made = 0;
const record = (more: Partial<ScreenedRecord> = {}): ScreenedRecord => {
  made += 1;
  return {
    id: `r${made}`,
    fen: 12_345n,
    contributedOn: '2026-03-15',
    issuedOn: ['2026-03-14'],
    sharedPapers: 0,
    ...more,
  };
};
const signs = (records: ScreenedRecord[], more: Partial<ScreenedProject> = {}) =>
  signsOf({ records, plannedJobs: 1_000_000, landM2: null, range, ...more }, thresholds).map(
    ({ sign }) => sign,
  );

describe('signs of invented capital', () => {
  it('are not seen in an honest course', () => {
    expect(
      signs([record(), record({ fen: 77_001n, contributedOn: '2026-04-30' }), record({ fen: -100n })]),
    ).toEqual([]);
  });

  it('are several round amounts, not one', () => {
    const round = () => record({ fen: 300_000_000n });
    expect(signs([round(), round(), record()])).toEqual([]);
    expect(signs([round(), round(), round()])).toEqual(['ROUND_AMOUNTS']);
  });

  it('are money that comes in the last days of months', () => {
    const late = ['2026-01-31', '2026-02-28', '2026-04-28'].map((contributedOn) => record({ contributedOn }));
    expect(signs([...late, record(), record()])).toEqual(['MONTH_END_CLUSTER']);
    expect(signs([...late, record(), record(), record()])).toEqual([]);
  });

  it('are more capital to a job or a square metre than the industry has', () => {
    expect(signs([record()], { plannedJobs: 12 })).toEqual(['CAPITAL_PER_JOB']);
    expect(signs([record()], { plannedJobs: 13 })).toEqual([]);
    expect(signs([record()], { landM2: 246 })).toEqual(['CAPITAL_PER_AREA']);
    expect(signs([record(), record({ fen: -12_000n })], { plannedJobs: 12, landM2: 246 })).toEqual([]);
    expect(signedFarFromRange(500n, { plannedJobs: 6, landM2: 51, range })).toEqual([
      'CAPITAL_PER_JOB',
      'CAPITAL_PER_AREA',
    ]);
    expect(signedFarFromRange(500n, { plannedJobs: 5, landM2: 50, range })).toEqual([]);
  });

  it('are a paper used elsewhere, and one much older than the money', () => {
    expect(signs([record({ sharedPapers: 1 })])).toEqual(['SHARED_DOCUMENT']);
    expect(signs([record({ issuedOn: ['2026-03-14', '2025-12-15'] })])).toEqual([]);
    expect(signs([record({ issuedOn: ['2025-12-14'] })])).toEqual(['EVIDENCE_OLDER']);
  });
});
