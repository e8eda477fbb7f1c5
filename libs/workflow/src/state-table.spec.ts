import fc from 'fast-check';
import { defineStates, Refused } from './index';
import type { StateDefinition, StateOf } from './index';

const lot = defineStates({
  states: ['HARVESTED', 'AVAILABLE', 'ON_HOLD', 'DEPLETED', 'RECALLED'],
  terminal: ['DEPLETED', 'RECALLED'],
  transitions: [
    { verb: 'release', from: ['HARVESTED', 'ON_HOLD'], to: 'AVAILABLE', by: ['SUPPLIER'] },
    { verb: 'hold', from: ['AVAILABLE'], to: 'ON_HOLD', by: ['COUNTY_AGRI', 'PLATFORM_OPS'] },
    { verb: 'deplete', from: ['AVAILABLE'], to: 'DEPLETED', by: ['SYSTEM'] },
    { verb: 'recall', from: ['AVAILABLE'], to: 'RECALLED', by: ['SUPPLIER', 'PLATFORM_OPS'] },
    { verb: 'recall', from: ['ON_HOLD'], to: 'RECALLED', by: ['PLATFORM_OPS'] },
  ],
  names: {
    states: { DEPLETED: { zh: '已售罄', en: 'sold out' } },
    verbs: { hold: { zh: '暂停', en: 'hold' } },
  },
});

type LotState = StateOf<typeof lot>;

const sound: StateDefinition<string, string, string> = {
  states: ['A', 'B'],
  terminal: ['B'],
  transitions: [{ verb: 'go', from: ['A'], to: 'B', by: ['X'] }],
};

function mistakeOf(change: Partial<StateDefinition<string, string, string>>): () => unknown {
  return () => defineStates({ ...sound, ...change });
}

describe('a state table', () => {
  it('leads from state to state by verbs', () => {
    expect(lot.initial).toBe('HARVESTED');
    expect(lot.next('HARVESTED', 'release')).toBe('AVAILABLE');
    expect(lot.next('AVAILABLE', 'recall')).toBe('RECALLED');
    expect(lot.verbsFrom('AVAILABLE')).toEqual(['hold', 'deplete', 'recall']);
    expect(lot.isTerminal('DEPLETED')).toBe(true);
    expect(lot.verbsFrom('DEPLETED')).toEqual([]);
  });

  it('calls a state by its name, or by its code', () => {
    expect(lot.nameOf('DEPLETED')).toEqual({ zh: '已售罄', en: 'sold out' });
    expect(lot.nameOf('ON_HOLD')).toEqual({ zh: 'ON_HOLD', en: 'ON_HOLD' });
  });

  it('refuses an illegal transition by code, naming state and verb in both languages', () => {
    const illegal = () => lot.next('DEPLETED', 'hold', ['lotId']);
    expect(illegal).toThrow(Refused);
    expect(illegal).toThrow(
      expect.objectContaining({
        refusals: [
          {
            code: 'ILLEGAL_TRANSITION',
            path: ['lotId'],
            texts: { zh: '当前状态为“已售罄”，不能执行“暂停”', en: 'Cannot hold in state sold out' },
          },
        ],
      }),
    );
    expect(() => lot.next('HARVESTED', 'recall')).toThrow(
      expect.objectContaining({
        refusals: [
          expect.objectContaining({
            texts: expect.objectContaining({ en: 'Cannot recall in state HARVESTED' }),
          }),
        ],
      }),
    );
  });

  it('knows who may do a verb, anywhere or from one state', () => {
    expect(lot.mayDo('recall', ['SUPPLIER'])).toBe(true);
    expect(lot.mayDo('recall', ['SUPPLIER'], 'ON_HOLD')).toBe(false);
    expect(lot.mayDo('recall', ['AUDITOR', 'PLATFORM_OPS'], 'ON_HOLD')).toBe(true);
    expect(lot.mayDo('hold', [])).toBe(false);
    expect(lot.verbsFrom('AVAILABLE', ['SUPPLIER'])).toEqual(['recall']);
  });

  it('is frozen to its transitions', () => {
    expect(() => lot.transitions.forEach((t) => (t.by as string[]).push('ANYONE'))).toThrow(TypeError);
    expect(() => (lot.states as LotState[]).push('RECALLED')).toThrow(TypeError);
    expect(() => Object.assign(lot, { next: () => 'AVAILABLE' })).toThrow(TypeError);
  });

  it('agrees with itself for every state and verb: can, verbsFrom and next say the same', () => {
    const verbs = lot.transitions.map((t) => t.verb);
    fc.assert(
      fc.property(fc.constantFrom(...lot.states), fc.constantFrom(...verbs), (state, verb) => {
        const can = lot.can(state, verb);
        expect(lot.verbsFrom(state).includes(verb)).toBe(can);
        if (can) expect(lot.states).toContain(lot.next(state, verb));
        else expect(() => lot.next(state, verb)).toThrow(Refused);
      }),
    );
  });

  it('types states and verbs', () => {
    // @ts-expect-error a state of another lifecycle
    expect(lot.can('PLACED', 'hold')).toBe(false);
    // @ts-expect-error a verb that was not declared
    expect(lot.can('AVAILABLE', 'ship')).toBe(false);
  });
});

describe('a state table is checked when it is defined', () => {
  const go = { verb: 'go', from: ['A'], to: 'B', by: ['X'] };
  it.each([
    [
      'unknown target',
      { transitions: [go, { verb: 'x', from: ['A'], to: 'C', by: ['X'] }] },
      'state C is unknown',
    ],
    [
      'unknown source',
      { transitions: [go, { verb: 'x', from: ['C'], to: 'B', by: ['X'] }] },
      'state C is unknown',
    ],
    ['unknown terminal', { terminal: ['B', 'C'] }, 'state C is unknown'],
    ['unknown initial', { initial: 'C' }, 'state C is unknown'],
    ['no states', { states: [], terminal: [], transitions: [] }, 'no states'],
    ['a state listed twice', { states: ['A', 'B', 'A'] }, 'state A is listed twice'],
    ['an unreachable state', { states: ['A', 'B', 'C'], terminal: ['B', 'C'] }, 'state C is unreachable'],
    [
      'a duplicate verb from one state',
      { transitions: [go, { ...go, to: 'A' }] },
      'go from A is defined twice',
    ],
    ['a dead end', { terminal: [] }, 'state B is a dead end'],
    ['a terminal state that can be left', { terminal: ['A', 'B'] }, 'state A is terminal but can be left'],
    ['a verb from nowhere', { transitions: [go, { ...go, verb: 'x', from: [] }] }, 'x starts from no state'],
    ['a verb for nobody', { transitions: [{ ...go, by: [] }] }, 'go may be done by nobody'],
  ])('%s', (_name, change, message) => {
    expect(mistakeOf(change)).toThrow(TypeError);
    expect(mistakeOf(change)).toThrow(message);
  });

  it('and a sound one passes', () => {
    expect(mistakeOf({})).not.toThrow();
  });
});
