import { standingOf } from './enterprise-standing';

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
