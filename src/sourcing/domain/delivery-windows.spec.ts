import { Refused } from '../../../libs/workflow/src/index';
import { readWindows } from './delivery-windows';

const wanted = { unit: 'kg', maximumBase: 2_000_000n, today: '2026-07-09' };
const window = (from: string, until: string, value: string) => ({
  from,
  until,
  quantity: { value, unit: 'kg' },
});

function read(...windows: ReturnType<typeof window>[]) {
  try {
    return readWindows(windows, wanted, ['windows']).map(({ fromOn, quantityBase }) => [
      fromOn,
      quantityBase,
    ]);
  } catch (error) {
    if (error instanceof Refused)
      return error.refusals.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ');
    throw error;
  }
}

describe('the windows of a line', () => {
  it('stand in the order of their days, whatever order they are said in', () => {
    const said = [window('2026-08-15', '2026-08-20', '800'), window('2026-08-01', '2026-08-14', '1200')];
    expect(read(...said)).toEqual([
      ['2026-08-01', 1_200_000n],
      ['2026-08-15', 800_000n],
    ]);
  });

  it('share no day', () => {
    const said = [window('2026-08-14', '2026-08-20', '800'), window('2026-08-01', '2026-08-14', '1200')];
    expect(read(...said)).toBe('WINDOWS_OVERLAP windows.0');
  });

  it('carry all that is wanted, to the gram', () => {
    expect(read(window('2026-08-01', '2026-08-14', '1999.999'))).toBe('WINDOWS_NOT_WHOLE windows');
    expect(read(window('2026-08-01', '2026-08-14', '2000.001'))).toBe('WINDOWS_NOT_WHOLE windows');
  });

  it('may begin today, and end two years from now at the latest', () => {
    expect(read(window('2026-07-09', '2028-07-08', '2000'))).toEqual([['2026-07-09', 2_000_000n]]);
    expect(read(window('2026-07-09', '2028-07-09', '2000'))).toBe('WINDOW_TOO_FAR windows.0.until');
    expect(read(window('2026-07-08', '2026-07-09', '2000'))).toBe('WINDOW_PAST windows.0.from');
  });
});
