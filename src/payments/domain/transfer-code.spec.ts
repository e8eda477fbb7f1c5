import fc from 'fast-check';
import { isTransferCode, transferCodeOf, transferCodesIn } from './transfer-code';

const code = fc.uint8Array({ minLength: 8, maxLength: 32 }).map(transferCodeOf);
const CHARACTERS = Array.from('23456789ABCDEFGHJKMNPQRSTUVWXYZ');

describe('a transfer code', () => {
  it('has ten characters that cannot be taken for one another', () => {
    fc.assert(fc.property(code, (text) => /^XS[2-9A-HJKMNP-Z]{8}$/.test(text) && isTransferCode(text)));
  });

  it('with one wrong character is none', () => {
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 2, max: 9 }),
        fc.constantFrom(...CHARACTERS),
        (text, place, other) => {
          fc.pre(text[place] !== other);
          expect(isTransferCode(text.slice(0, place) + other + text.slice(place + 1))).toBe(false);
        },
      ),
    );
  });

  it('with two neighbours swapped is none', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 2, max: 8 }), (text, place) => {
        const [a = '', b = ''] = [text[place], text[place + 1]];
        fc.pre(a !== b);
        expect(isTransferCode(text.slice(0, place) + b + a + text.slice(place + 2))).toBe(false);
      }),
    );
  });

  it('is found in a memo in full width, lower case, with spaces and dashes, between other words', () => {
    const typed = fc.tuple(code, fc.nat(3), fc.boolean(), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(typed, ([text, gap, wide, cut]) => {
        const spaced = `${text.slice(0, cut)}${['', ' ', '－', '　'][gap]}${text.slice(cut)}`.toLowerCase();
        const shown = wide ? spaced.replace(/[!-~]/g, full) : spaced;
        expect(transferCodesIn(`订单货款${shown}谢谢`)).toEqual([text]);
        expect(transferCodesIn(`2026XS ${shown}`)).toContain(text);
      }),
    );
  });

  it('named twice is found once, two codes are both found, none is none', () => {
    const [a, b] = [transferCodeOf(new Uint8Array(8).fill(1)), transferCodeOf(new Uint8Array(8).fill(2))];
    expect(transferCodesIn(`${a} ${a}`)).toEqual([a]);
    expect(transferCodesIn(`${a}${b}`)).toEqual([a, b]);
    expect(transferCodesIn('XS 货款')).toEqual([]);
  });
});

function full(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
}
