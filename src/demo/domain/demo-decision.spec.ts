import type { DatabaseContents } from '../../platform/index';
import { decideOnDemo } from './demo-decision';

const does = (contents: DatabaseContents, embedded: boolean, wished: boolean) =>
  decideOnDemo({ contents, embedded, wished }).does;

describe('whether the demo year is played', () => {
  it('fills the embedded database once', () => {
    expect(does('EMPTY', true, false)).toBe('PLAY');
    expect(does('MIGRATED', true, false)).toBe('PLAY');
    expect(does('DEMONSTRATION', true, false)).toBe('NOTHING');
    expect(does('IN_USE', true, false)).toBe('NOTHING');
  });

  it('leaves an operator’s database alone unless asked, and then only fills an empty one', () => {
    expect(does('EMPTY', false, false)).toBe('NOTHING');
    expect(does('EMPTY', false, true)).toBe('PLAY');
    for (const contents of ['IN_USE', 'FOREIGN', 'DEMONSTRATION'] as const)
      expect(does(contents, false, true)).toBe('REFUSE');
  });

  it('never takes half a demo year for a whole one', () => {
    expect(does('UNFINISHED_DEMONSTRATION', true, false)).toBe('REMAKE');
    expect(does('UNFINISHED_DEMONSTRATION', false, false)).toBe('REFUSE');
    expect(does('UNFINISHED_DEMONSTRATION', false, true)).toBe('REFUSE');
  });
});
