/** How a park stands to an industry. */
export const INDUSTRY_FITS = ['WANTED', 'OPEN', 'EXCLUDED'] as const;
export type IndustryFit = (typeof INDUSTRY_FITS)[number];

export interface SaidIndustry {
  readonly code: string;
  readonly wanted: boolean;
}

/**
 * By the closest of what is said: `line` are the codes from the section down to the industry, and the last of them that
 * the park names decides. A park may exclude chemicals and want one group of them. What it does not name is open.
 */
export function industryFit(said: readonly SaidIndustry[], line: readonly string[]): IndustryFit {
  const byCode = new Map(said.map(({ code, wanted }) => [code, wanted]));
  const closest = line.toReversed().find((code) => byCode.has(code));
  if (closest === undefined) return 'OPEN';
  return byCode.get(closest) ? 'WANTED' : 'EXCLUDED';
}
