import { dwellingsOf, type Move } from './stage-dwell';

const move = (verb: string, stage: Move['stage'], standing: Move['standing'], occurredOn: string): Move => ({
  verb,
  stage,
  standing,
  occurredOn,
});

describe('dwell time', () => {
  const moves = [
    move('register', 'LEAD', 'ACTIVE', '2026-01-01'),
    move('advance', 'CONTACTED', 'ACTIVE', '2026-01-11'),
    move('stall', 'CONTACTED', 'STALLED', '2026-02-01'),
    move('resume', 'CONTACTED', 'ACTIVE', '2026-02-05'),
  ];

  it('is counted by stage, what stalled apart', () => {
    expect(dwellingsOf(moves, '2026-03-01')).toEqual([
      { stage: 'LEAD', enteredOn: '2026-01-01', leftOn: '2026-01-11', days: 10, stalledDays: 0 },
      { stage: 'CONTACTED', enteredOn: '2026-01-11', leftOn: null, days: 49, stalledDays: 4 },
    ]);
  });

  it('ends with the project', () => {
    const ended = [...moves, move('terminate', 'CONTACTED', 'TERMINATED', '2026-02-10')];
    expect(dwellingsOf(ended, '2026-12-31').at(-1)).toMatchObject({ days: 30, stalledDays: 4 });
  });
});
