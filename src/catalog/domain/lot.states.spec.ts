import { lotStates } from './lot.states';

describe('the states of a lot', () => {
  it.each(lotStates.states.filter((state) => state !== 'RECALLED'))('recalls a lot that is %s', (state) => {
    expect(lotStates.next(state, 'recall')).toBe('RECALLED');
  });

  it('sells nothing of a lot once its rest is written off', () => {
    expect(lotStates.verbsFrom('WRITTEN_OFF')).toEqual(['recall']);
  });
});
