import { endOf, heldOf, requireSound, type AnnouncedTerms } from './announced-range';

const terms: AnnouncedTerms = {
  lowerBase: 10n,
  upperBase: 20n,
  windowFrom: '2026-09-01',
  windowTo: '2026-09-30',
  confidencePercent: 80,
  note: null,
};
const refusalOf = (said: Partial<AnnouncedTerms>) => {
  try {
    requireSound({ ...terms, ...said }, ['harvest']);
  } catch (error) {
    return (error as { refusals: { code: string; path: string[] }[] }).refusals.map(({ code, path }) => [
      code,
      path.join('.'),
    ])[0];
  }
  return undefined;
};

describe('what is announced', () => {
  it('is taken where range, window and confidence are sound', () => {
    expect(refusalOf({})).toBeUndefined();
    expect(refusalOf({ upperBase: 10n, windowTo: '2026-09-01', confidencePercent: 1 })).toBeUndefined();
  });

  it.each([
    [{ upperBase: 9n }, ['RANGE_REVERSED', 'harvest.upper']],
    [{ windowTo: '2027-01-01' }, ['WINDOW_ACROSS_SEASONS', 'harvest.windowTo']],
    [{ confidencePercent: 0 }, ['CONFIDENCE_OUT_OF_RANGE', 'harvest.confidencePercent']],
    [{ confidencePercent: 101 }, ['CONFIDENCE_OUT_OF_RANGE', 'harvest.confidencePercent']],
  ])('is refused with %p', (said, refusal) => {
    expect(refusalOf(said)).toEqual(refusal);
  });

  it('holds its lower bound as far as that has not become lots', () => {
    expect([heldOf(10n, 0n), heldOf(10n, 4n), heldOf(10n, 10n), heldOf(10n, 15n)]).toEqual([10n, 6n, 0n, 0n]);
  });

  it('ends as smaller below its lower bound, not below its upper one', () => {
    expect(endOf({ lowerBase: 10n, certifiedBase: 9n })).toBe('shrink');
    expect(endOf({ lowerBase: 10n, certifiedBase: 10n })).toBe('fulfil');
  });
});
