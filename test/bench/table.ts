export interface Said {
  readonly zh: string;
  readonly en: string;
}

export interface Outcome {
  readonly what: Said;
  /** The floor's figure, or what it is compared with. */
  readonly floor: string;
  readonly ours: string;
  readonly ratio: string;
  readonly target: string;
  /** Null: reported only. */
  readonly held: boolean | null;
  /** It could not be measured, or the answers differ. */
  readonly broken?: boolean;
}

export type Language = keyof Said;

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'floor', 'ours', 'ratio (spread)', 'target', ''],
  zh: ['', '底线', '本产品', '比值（各轮范围）', '目标', ''],
};
const MARK = (held: boolean | null) => (held === null ? '·' : held ? '✓' : '✗');

export function markdownTable(outcomes: readonly Outcome[], language: Language): string {
  const rows = outcomes.map(({ what, floor, ours, ratio, target, held }) => [
    what[language],
    floor,
    ours,
    ratio,
    target,
    MARK(held),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(HEADINGS[language]), line(HEADINGS[language].map(() => '---')), ...rows.map(line)].join('\n');
}

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/** The text with what stands between the marks replaced; throws where a mark is missing. */
export function withTable(text: string, table: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`no ${BEGIN} … ${END}`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}
