import { acceptanceStep } from './acceptance-clock';

const days = { first: 5, second: 8, acceptance: 10 };
const on = (reminders: number, today: string) =>
  acceptanceStep({ arrivedOn: '2026-07-28', reminders }, days, today);

describe('a silent buyer', () => {
  it('is reminded on the fifth and on the eighth day', () => {
    expect([on(0, '2026-08-01'), on(0, '2026-08-02')]).toEqual(['WAIT', 'REMIND']);
    expect([on(1, '2026-08-04'), on(1, '2026-08-05')]).toEqual(['WAIT', 'REMIND']);
  });

  it('accepts by time on the tenth day, never without both reminders', () => {
    expect([on(2, '2026-08-06'), on(2, '2026-08-07')]).toEqual(['WAIT', 'ACCEPT']);
    expect([on(0, '2026-09-01'), on(1, '2026-09-01')]).toEqual(['REMIND', 'REMIND']);
  });
});
