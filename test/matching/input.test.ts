import { instance } from './seeded-instances';
import { faultsIn } from '../../libs/matching/src/index';
import type { MatchingInput, RequestLine, Supply } from '../../libs/matching/src/index';

const sound = instance(1, { lines: 2, supplies: 3, floors: [{}] });
const withLine = (line: Partial<RequestLine>): MatchingInput => ({
  ...sound,
  lines: sound.lines.map((one, at) => (at === 1 ? { ...one, ...line } : one)),
});
const withSupply = (supply: Partial<Supply>): MatchingInput => ({
  ...sound,
  supplies: sound.supplies.map((one, at) => (at === 2 ? { ...one, ...supply } : one)),
});
const told = (input: MatchingInput) => faultsIn(input).map(({ code, path }) => [code, path.join('.')]);

describe('the input of a run', () => {
  it('passes when it is sound', () => {
    expect(faultsIn(sound)).toEqual([]);
  });

  it.each<[string, string, Partial<RequestLine>]>([
    ['MATCHING_QUANTITY_CONTRADICTORY', 'maximumBase', { minimumBase: 2n, maximumBase: 1n }],
    ['MATCHING_QUANTITY_CONTRADICTORY', 'maximumBase', { minimumBase: 0n, maximumBase: 0n }],
    ['MATCHING_QUANTITY_CONTRADICTORY', 'maximumBase', { minimumBase: -1n }],
    ['MATCHING_OUT_OF_RANGE', 'maximumBase', { maximumBase: 10n ** 14n }],
    ['MATCHING_CAP_NOT_POSITIVE', 'landedCap', { landedCap: { unitPriceFen: 0n, priceUnit: 'kg' } }],
    ['MATCHING_CAP_NOT_POSITIVE', 'landedCap', { landedCap: { unitPriceFen: -5n, priceUnit: 'kg' } }],
    ['MATCHING_CAP_UNIT', 'landedCap', { landedCap: { unitPriceFen: 5n, priceUnit: 'L' } }],
    ['MATCHING_CAP_UNIT', 'landedCap', { landedCap: { unitPriceFen: 5n, priceUnit: 'furlong' } }],
    ['MATCHING_OUT_OF_RANGE', 'landedCap', { landedCap: { unitPriceFen: 10n ** 17n, priceUnit: 'kg' } }],
    ['MATCHING_CERTIFICATE_UNKNOWN', 'certificates.1', { certificates: ['GREEN', 'HALAL?'] }],
    ['MATCHING_GRADE_UNKNOWN', 'worstGrade', { worstGrade: '九级' }],
    ['MATCHING_DATE_MALFORMED', 'deliverFrom', { deliverFrom: '2026-02-30' }],
    ['MATCHING_DATE_MALFORMED', 'deliverUntil', { deliverUntil: 'soon' }],
    [
      'MATCHING_WINDOW_CONTRADICTORY',
      'deliverUntil',
      { deliverFrom: '2026-08-02', deliverUntil: '2026-08-01' },
    ],
    ['MATCHING_WINDOW_PAST', 'deliverUntil', { deliverFrom: '2026-06-01', deliverUntil: '2026-06-30' }],
    ['MATCHING_OUT_OF_RANGE', 'epsilonBasisPoints', { epsilonBasisPoints: 10_001 }],
    ['MATCHING_OUT_OF_RANGE', 'roadKilometres.530326', { roadKilometres: { '530326': -1 } }],
    ['MATCHING_OUT_OF_RANGE', 'roadKilometres.530326', { roadKilometres: { '530326': 0.5 } }],
    [
      'MATCHING_OUT_OF_RANGE',
      'deliverTo.latitudeMicrodegrees',
      { deliverTo: { latitudeMicrodegrees: 90_000_001, longitudeMicrodegrees: 0 } },
    ],
  ])('refuses a line: %s at %s', (code, path, line) => {
    expect(told(withLine(line))).toEqual([[code, `lines.1.${path}`]]);
  });

  it.each<[string, string, Partial<Supply>]>([
    ['MATCHING_OUT_OF_RANGE', 'availableBase', { availableBase: -1n }],
    ['MATCHING_OUT_OF_RANGE', 'packBase', { packBase: 0n }],
    ['MATCHING_LADDER_UNSOUND', 'ladder', { ladder: [] }],
    ['MATCHING_LADDER_UNSOUND', 'ladder', { ladder: [{ fromQuantityBase: 0n, unitPriceFen: 0n }] }],
    ['MATCHING_ORIGIN_UNSOUND', 'origins', { origins: [] }],
    ['MATCHING_DATE_MALFORMED', 'readyOn', { readyOn: '2026-13-01' }],
    ['MATCHING_OUT_OF_RANGE', 'reliabilityBasisPoints', { reliabilityBasisPoints: 0.5 }],
    [
      'MATCHING_OUT_OF_RANGE',
      'sentFrom.longitudeMicrodegrees',
      { sentFrom: { latitudeMicrodegrees: 0, longitudeMicrodegrees: 103.5 } },
    ],
    ['MATCHING_ID_TWICE', 'id', { id: sound.supplies[0]?.id ?? '' }],
  ])('refuses a supply: %s at %s', (code, path, supply) => {
    expect(told(withSupply(supply))).toEqual([[code, `supplies.2.${path}`]]);
  });

  it('refuses rules that are none, and tells every fault at once', () => {
    const rules = { ...sound.rules, supplierShareBasisPoints: 0, graceDays: -1, on: 'today' };
    expect(told({ ...withLine({ maximumBase: 0n }), rules }).map(([, path]) => path)).toEqual([
      'rules.on',
      'rules.graceDays',
      'rules.supplierShareBasisPoints',
      'lines.1.maximumBase',
    ]);
  });
});
