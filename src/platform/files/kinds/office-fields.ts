import { active, notInspectable, unpacksTooLarge } from './cleaned';

const MOST_FIELDS = 10_000;
/** A run of an instruction, a whole one as attribute, or a mark where a field begins, divides or ends. */
const PART =
  /<(?:[^\s<>/:]+:)?(?:i|delI)nstrText(?=[\s/>])[^<>]*>([^<]*)|[:\s]instr\s*=\s*(?:"([^"<]*)"|'([^'<]*)')|<(?:[^\s<>/:]+:)?fldChar(?=[\s/>])([^<]*)/g;
/** No word boundary in front: runs of different fields are joined without a space. */
const CALLS_OUT = /DDE(?:AUTO)?(?![A-Za-z])|INCLUDE(?:PICTURE|TEXT)/i;
/** As the first word of an instruction only: HYPERLINK ends, and many a bookmark begins, with the same letters. */
const OUTSIDE_NAME = /^[^\p{L}\p{N}]*(LINK|INCLUDE|IMPORT|DATABASE|RD)(?![\p{L}\p{N}])/iu;
/** Could stand inside a word looked for. */
const INTERRUPTION = /<!\[CDATA\[|<!--|(?<!^\uFEFF?)<\?/;

/** Refuses fields that ask another program or fetch from outside, and what could hide them. */
export function requireInertFields(xml: string): void {
  const runs: string[] = [];
  const fields = new Fields();
  // One after the other: every match held at once would be a gigabyte.
  for (const [, run, double, single, mark] of xml.matchAll(PART)) {
    if (mark !== undefined) {
      fields.divide(mark);
      continue;
    }
    if (runs.length === MOST_FIELDS) unpacksTooLarge();
    const text = run ?? double ?? single ?? '';
    runs.push(text);
    if (run === undefined) fields.whole(text);
    else fields.append(text);
  }
  if (runs.length === 0) return;
  if (INTERRUPTION.test(xml)) notInspectable();
  const [found] = CALLS_OUT.exec(withoutReferences(runs.join(''))) ?? [];
  if (found !== undefined) active(found.toUpperCase());
  fields.divide('');
}

/** Instructions as a reader puts them together: all runs between two marks. */
class Fields {
  private instruction = '';
  private hasBegun = false;

  append(run: string): void {
    // An attribute may hold the sign that ends its tag.
    this.instruction += run.replace(/^.*["']\s*>/s, '');
  }

  whole(instruction: string): void {
    requireNoOutsideName(instruction);
  }

  divide(mark: string): void {
    const begins = /["']\s*begin\s*["']/i.test(withoutReferences(mark));
    // The name of the outer field is what the inner one comes to: nobody writes so who has nothing to hide.
    if (begins && this.hasBegun && this.instruction.trim() === '') active('{ { } }');
    this.hasBegun = begins;
    requireNoOutsideName(this.instruction);
    this.instruction = '';
  }
}

function requireNoOutsideName(instruction: string): void {
  if (instruction === '') return;
  const [, name] = OUTSIDE_NAME.exec(withoutReferences(instruction)) ?? [];
  if (name !== undefined) active(name.toUpperCase());
}

const withoutReferences = (text: string) =>
  text.replace(
    /&#(?:x0*([0-9a-f]{1,5})|0*(\d{1,6}));/gi,
    (_all, hex: string | undefined, decimal: string | undefined) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
  );
