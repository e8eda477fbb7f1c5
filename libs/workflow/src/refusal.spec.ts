import { collect, defineRefusals, enforce, refuse, Refused } from './index';
import type { Refusal } from './index';

const refusals = defineRefusals({
  LOT_SHORT: {
    zh: (p: { available: string }) => `批次仅剩 ${p.available}`,
    en: (p: { available: string }) => `Only ${p.available} left in the lot`,
  },
  LOT_CLOSED: { zh: '批次已停售', en: 'The lot is no longer on sale' },
  MIXED: { zh: '固定文本', en: (p: { limit: bigint }) => `Limit ${p.limit}` },
});

function refusalsOf(action: () => unknown): readonly Refusal[] {
  try {
    action();
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
  return [];
}

describe('a refusal catalogue', () => {
  it('makes a refusal with code, path and both texts from typed parameters', () => {
    expect(refusals.LOT_SHORT({ available: '10 kg' }, ['lines', 0, 'quantity'])).toEqual({
      code: 'LOT_SHORT',
      path: ['lines', 0, 'quantity'],
      texts: { zh: '批次仅剩 10 kg', en: 'Only 10 kg left in the lot' },
    });
  });

  it('takes only a path where both texts are plain', () => {
    expect(refusals.LOT_CLOSED(['lotId'])).toMatchObject({ code: 'LOT_CLOSED', path: ['lotId'] });
    expect(refusals.LOT_CLOSED()).toMatchObject({ path: [] });
    expect(refusals.MIXED({ limit: 3n }).texts).toEqual({ zh: '固定文本', en: 'Limit 3' });
  });

  it('keeps codes and parameters in the types', () => {
    const code: 'LOT_CLOSED' = refusals.LOT_CLOSED().code;
    expect(code).toBe('LOT_CLOSED');
    // @ts-expect-error the parameter's name is part of the catalogue's type
    refusals.LOT_SHORT({ left: '10 kg' });
    // @ts-expect-error a code that was not declared does not exist
    expect(refusals.LOT_GONE).toBeUndefined();
  });

  it('refuses codes that are not UPPER_SNAKE and blank texts when it is defined', () => {
    expect(() => defineRefusals({ lotShort: { zh: '短', en: 'short' } })).toThrow(TypeError);
    expect(() => defineRefusals({ LOT__SHORT: { zh: '短', en: 'short' } })).toThrow(TypeError);
    expect(() => defineRefusals({ LOT_SHORT: { zh: ' ', en: 'short' } })).toThrow(TypeError);
  });
});

describe('Refused', () => {
  it('carries every refusal and names only codes in its message', () => {
    const thrown = () => refuse(refusals.LOT_CLOSED(), refusals.LOT_SHORT({ available: '秘密' }));
    expect(refusalsOf(thrown).map((r) => r.code)).toEqual(['LOT_CLOSED', 'LOT_SHORT']);
    expect(thrown).toThrow(/^Refused: LOT_CLOSED, LOT_SHORT$/);
  });

  it('cannot be empty', () => {
    expect(() => new Refused([])).toThrow(TypeError);
  });
});

describe('rules', () => {
  const rules = {
    'a lot must be on sale': (lot: { onSale: boolean }) => (lot.onSale ? undefined : refusals.LOT_CLOSED()),
    'quantity cannot exceed what remains': (lot: { left: number }) =>
      lot.left > 0 ? [] : [refusals.LOT_SHORT({ available: `${lot.left} kg` }, ['quantity'])],
  };

  it('are collected all at once, in their order', () => {
    expect(collect(rules, { onSale: false, left: 0 }).map((r) => r.code)).toEqual([
      'LOT_CLOSED',
      'LOT_SHORT',
    ]);
    expect(collect(rules, { onSale: true, left: 0 }).map((r) => r.code)).toEqual(['LOT_SHORT']);
  });

  it('are enforced by throwing what they collect, and pass in silence', () => {
    expect(refusalsOf(() => enforce(rules, { onSale: false, left: 0 }))).toHaveLength(2);
    expect(refusalsOf(() => enforce(rules, { onSale: false, left: 5 }))).toHaveLength(1);
    expect(refusalsOf(() => enforce(rules, { onSale: true, left: 5 }))).toEqual([]);
  });
});
