import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

let segmenter: Jieba | undefined;

/** The dictionary costs tens of milliseconds: load it with the first word. */
const jieba = () => (segmenter ??= Jieba.withDict(dict));

/** One spelling for what looks alike: full width, upper case, stray blanks. */
function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Every word a text can be found by, the parts of long words included. */
export function indexWords(text: string): string[] {
  return wordsOf(jieba().cutForSearch(plainText(text), true));
}

/** The words somebody looks for. */
export function queryWords(text: string): string[] {
  return wordsOf(jieba().cut(plainText(text), true));
}

function wordsOf(pieces: readonly string[]): string[] {
  return [...new Set(pieces.filter((piece) => /[\p{Letter}\p{Number}]/u.test(piece)))];
}

/** Characters and neighbouring pairs: what is left of a word after a typo. */
export function gramsOf(text: string): string[] {
  const grams = plainText(text)
    .split(/[^\p{Letter}\p{Number}]+/u)
    .flatMap((run) => {
      const letters = run.match(/./gsu) ?? [];
      return [...letters, ...letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)];
    });
  return [...new Set(grams)];
}

/** `'花椒' & '金阳'` as a tsquery literal, quoted so that nothing in it is an operator. */
export function allWords(words: readonly string[]): string {
  return words.map((word) => `'${word.replace(/['\\]/g, (mark) => mark + mark)}'`).join(' & ');
}
