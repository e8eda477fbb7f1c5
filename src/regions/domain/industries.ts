/** 门类、大类、中类、小类 of GB/T 4754. */
export const INDUSTRY_LEVELS = ['SECTION', 'DIVISION', 'GROUP', 'CLASS'] as const;
export type IndustryLevel = (typeof INDUSTRY_LEVELS)[number];

export interface Industry {
  readonly code: string;
  readonly nameZh: string;
  /** Of sections and divisions. */
  readonly nameEn: string | null;
  readonly level: IndustryLevel;
  readonly parentCode: string | null;
  readonly sectionCode: string;
  /** Two copies of the standard say the same. */
  readonly verified: boolean;
}

/** A section is followed by its divisions; what stands below them says so by its code. */
export function readIndustries(rows: readonly string[]): Industry[] {
  let sectionCode = '';
  return rows.map((row) => {
    const [code = '', nameZh = '', nameEn = '', checked = ''] = row.split('\t');
    const level = levelOf(code);
    if (level === 'SECTION') sectionCode = code;
    const parentCode = {
      SECTION: null,
      DIVISION: sectionCode,
      GROUP: code.slice(0, 2),
      CLASS: code.slice(0, 3),
    };
    return {
      code,
      nameZh,
      nameEn: nameEn || null,
      level,
      parentCode: parentCode[level],
      sectionCode,
      verified: checked === '',
    };
  });
}

/** A → SECTION, 13 → DIVISION, 135 → GROUP, 1351 → CLASS. */
function levelOf(code: string): IndustryLevel {
  if (/^[A-Z]$/.test(code)) return 'SECTION';
  return /^\d{2,4}$/.test(code) ? (INDUSTRY_LEVELS[code.length - 1] ?? wrong(code)) : wrong(code);
}

function wrong(code: string): never {
  throw new TypeError(`${code} is no industry code`);
}

/** How far apart two industries of different sections are. */
export const FARTHEST_INDUSTRIES = 4;

/** The industries as a tree. */
export class IndustryTree {
  private readonly byCode: ReadonlyMap<string, Industry>;

  constructor(readonly all: readonly Industry[]) {
    this.byCode = new Map(all.map((industry) => [industry.code, industry]));
  }

  find(code: string): Industry | null {
    return this.byCode.get(code) ?? null;
  }

  /** From the section down to the code itself: 1351 → C, 13, 135, 1351. Empty where there is none. */
  lineOf(code: string): string[] {
    const industry = this.find(code);
    if (!industry) return [];
    return industry.parentCode === null ? [code] : [...this.lineOf(industry.parentCode), code];
  }

  /** Whether `code` is the industry or one of those below it. */
  liesWithin(code: string, industry: string): boolean {
    return this.lineOf(code).includes(industry);
  }

  /**
   * 0: the same class, or one code covers the other; 1: the same group, 2: the same division, 3: the same section, 4: none
   * of them. Throws for a code that is not in the tree.
   */
  distance(one: string, other: string): number {
    const [first, second] = [this.lineOf(one), this.lineOf(other)];
    if (first.length === 0) wrong(one);
    if (second.length === 0) wrong(other);
    const shared = first.filter((code, index) => second[index] === code).length;
    return shared === Math.min(first.length, second.length) ? 0 : FARTHEST_INDUSTRIES - shared;
  }
}
