import type { LineWords } from '../domain/line-words';
import words from './words.json';

/** What banks and the provider write of what is their own; banks that write otherwise are added here. */
export const WORDS: readonly LineWords[] = words.rows as readonly LineWords[];
