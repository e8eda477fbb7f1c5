import { countingStart, standingOf } from './enterprise-standing';

const active = (occurredOn: string) => ({ active: true, occurredOn });
const stopped = (occurredOn: string) => ({ active: false, occurredOn });

describe('an enterprise that began to produce', () => {
  it('counts from its first day on', () => {
    expect(standingOf('2026-03-31', [], 12)).toEqual({ counts: true, since: '2026-03-31' });
  });

  it('counts no more where it stopped within the months, and again when it goes on', () => {
    const first = '2026-03-31';
    expect(standingOf(first, [stopped('2027-03-30')], 12)).toEqual({ counts: false, since: '2027-03-30' });
    const goesOn = [stopped('2026-05-01'), active('2026-06-01')];
    expect(standingOf(first, goesOn, 12)).toEqual({ counts: true, since: '2026-06-01' });
  });

  it('stays counted where it stopped later', () => {
    expect(standingOf('2026-03-31', [stopped('2027-03-31')], 12).counts).toBe(true);
  });

  it('stopped when it stopped, not when it left after that', () => {
    const left = [stopped('2026-05-01'), stopped('2026-09-01')];
    expect(standingOf('2026-03-31', left, 12)).toEqual({ counts: false, since: '2026-05-01' });
  });
});

describe('an enterprise with several projects', () => {
  const start = (firstOn: string, counts: boolean, since = firstOn) => ({
    firstOn,
    standing: { counts, since },
  });

  it('counts by the next one of the year where the first has stopped, since that day', () => {
    const [first, next] = [start('2026-02-01', false, '2026-06-10'), start('2026-03-01', true)];
    expect(countingStart([first, next])).toEqual({ start: next, since: '2026-06-10' });
    expect(countingStart([first, start('2026-09-01', true)])?.since).toBe('2026-09-01');
  });

  it('is new in one year only', () => {
    expect(countingStart([start('2026-02-01', false, '2026-06-10'), start('2027-01-05', true)])).toBeNull();
  });

  it('counts once, whichever of them stop and in what order: by the earliest that still produces', () => {
    for (let stopped = 0; stopped < 64; stopped++) {
      const starts = Array.from({ length: 6 }, (_, at) =>
        start(`2026-0${at + 1}-05`, ((stopped >> at) & 1) === 0),
      );
      const producing = starts.filter(({ standing }) => standing.counts);
      expect(countingStart(starts)?.start).toBe(producing[0]);
    }
  });
});
