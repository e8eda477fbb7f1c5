import { degreesOf, hundredthsOf, isPlausible } from './coordinates';
import { industryFit } from './industry-fit';
import { datesWrong } from './park-dates';

describe('coordinates', () => {
  it.each([
    ['102', 10200, '102.00'],
    ['102.2', 10220, '102.20'],
    ['102.264', 10226, '102.26'],
    ['102.265', 10227, '102.27'],
    ['102.2649', 10226, '102.26'],
    ['27.05', 2705, '27.05'],
    ['0.999999', 100, '1.00'],
  ])('%s is %i hundredths, shown as %s', (said, hundredths, shown) => {
    expect(hundredthsOf(said)).toBe(hundredths);
    expect(degreesOf(hundredths)).toBe(shown);
  });

  it('lie in China and near their county', () => {
    const county = { longitudeHundredths: 10327, latitudeHundredths: 2770 };
    const at = (longitudeHundredths: number, latitudeHundredths: number) => ({
      longitudeHundredths,
      latitudeHundredths,
    });
    expect(isPlausible(at(10300, 2765), county)).toBe(true);
    expect(isPlausible(at(2765, 10300), county)).toBe(false);
    expect(isPlausible(at(11300, 2765), county)).toBe(false);
    expect(isPlausible(at(10300, 3180), county)).toBe(false);
    expect(isPlausible(at(11300, 2765), null)).toBe(true);
    expect(isPlausible(at(2765, 10300), null)).toBe(false);
  });
});

describe('how a park stands to an industry', () => {
  const said = [
    { code: 'C', wanted: true },
    { code: '26', wanted: false },
    { code: '268', wanted: true },
  ];
  it.each([
    [['C', '13', '135', '1351'], 'WANTED'],
    [['C', '26', '261', '2611'], 'EXCLUDED'],
    [['C', '26', '268', '2681'], 'WANTED'],
    [['A', '01', '015', '0151'], 'OPEN'],
    [['C'], 'WANTED'],
  ])('%j: %s, by the closest of what it says', (line, fit) => expect(industryFit(said, line)).toBe(fit));
});

describe('days', () => {
  const paths = { from: ['from'], to: ['to'] };
  it.each([
    ['1979-01-01', '2096-12-31', []],
    ['1978-12-31', null, ['DATE_OUT_OF_RANGE from']],
    ['2026-01-01', '2097-01-01', ['DATE_OUT_OF_RANGE to']],
    ['2026-01-02', '2026-01-01', ['DATES_REVERSED to']],
    ['2026-01-01', '2026-01-01', []],
  ])('%s to %s: %j', (from, to, told) => {
    const wrong = datesWrong({ from, to }, '2026-07-09', paths);
    expect(wrong.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(told);
  });
});
