/** What a line of a statement may say. */
const FIELDS = [
  'day',
  'time',
  'debit',
  'credit',
  'mark',
  'amount',
  'balance',
  'name',
  'account',
  'memo',
  'serial',
] as const;
export type LineField = (typeof FIELDS)[number];

/** How one bank's statement is read: data, so that a bank that changes its columns needs no programmer. */
export interface Layout {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Days as YYYY-MM-DD. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly amount: 'TWO_COLUMNS' | 'MARKED' | 'SIGNED';
  /** Words of `mark` for money that came and money that went. */
  readonly credit: readonly string[];
  readonly debit: readonly string[];
  readonly newestFirst: boolean;
  readonly headings: Readonly<Partial<Record<LineField, readonly string[]>>>;
}

/** Letters of the columns. */
export type Places = Readonly<Partial<Record<LineField, string>>>;

/** The layout of that name in force on a day. */
export function layoutOn(layouts: readonly Layout[], code: string, on: string): Layout | null {
  return (
    layouts.find(
      (one) => one.code === code && one.validFrom <= on && (one.validTo === null || on <= one.validTo),
    ) ?? null
  );
}

/** Where the columns stand, if the row holds every heading of the layout. */
export function placesIn(
  layout: Layout,
  cells: ReadonlyMap<string, { readonly text: string }>,
): Places | null {
  const places: Partial<Record<LineField, string>> = {};
  for (const field of FIELDS) {
    const names = layout.headings[field];
    if (!names) continue;
    const letter = names.map((name) => letterOf(cells, name)).find((found) => found !== null);
    if (letter === undefined || letter === null) return null;
    places[field] = letter;
  }
  return places;
}

function letterOf(cells: ReadonlyMap<string, { readonly text: string }>, name: string): string | null {
  for (const [letter, { text }] of cells)
    if (text.normalize('NFKC').replace(/\s|[(（[].*$/g, '') === name) return letter;
  return null;
}
