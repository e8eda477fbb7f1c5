import type { BilingualText } from '../../../libs/workflow/src/index';

const texts = new Map<string, BilingualText>();

/** Declares the words of task and notice kinds; each domain says its own when its module is loaded. */
export function describeWork(kinds: Readonly<Record<string, BilingualText>>): void {
  for (const [kind, text] of Object.entries(kinds)) texts.set(kind, text);
}

/** What people read for a kind; the kind itself where nobody declared words. */
export function workText(kind: string): BilingualText {
  return texts.get(kind) ?? { zh: kind, en: kind };
}
