import fc from 'fast-check';
import { completeUscc, isUscc } from './uscc';

const alphabet = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
const body = fc
  .array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
  .map((letters) => letters.join(''))
  .filter((text) => !/^0+$/.test(text));

describe('a USCC', () => {
  it.each([
    '914403001922038216',
    '9144030071526726XG',
    '91110000802100433B',
    '91000000000000000K',
    '93510000MA00000019',
  ])('%s is valid', (code) => expect(isUscc(code)).toBe(true));

  it.each([
    ['eighteen zeros', '000000000000000000'],
    ['a wrong check character', '914403001922038217'],
    ['letters outside the alphabet', '9144030071526726IG'],
    ['lower case', '9144030071526726xg'],
    ['17 characters', '91440300192203821'],
    ['19 characters', '9144030019220382166'],
    ['nothing', ''],
  ])('%s is refused', (_name, code) => expect(isUscc(code)).toBe(false));

  it('is valid once completed, and no other last character is', () => {
    fc.assert(
      fc.property(body, (first17) => {
        const code = completeUscc(first17);
        const others = alphabet.filter((letter) => letter !== code.charAt(17));
        return isUscc(code) && others.every((letter) => !isUscc(first17 + letter));
      }),
    );
  });

  it('does not survive one wrong digit', () => {
    fc.assert(
      fc.property(body, fc.nat(16), fc.constantFrom(...alphabet), (first17, at, letter) => {
        const code = completeUscc(first17);
        const changed = code.slice(0, at) + letter + code.slice(at + 1);
        return changed === code || !isUscc(changed);
      }),
    );
  });
});
