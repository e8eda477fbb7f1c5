/** 佐证材料: what a paper of a project is. */
export const PROJECT_EVIDENCE_KINDS = [
  'CONTRACT',
  'PROJECT_FILING',
  'BUSINESS_REGISTRATION',
  'BANK_RECEIPT',
  'CAPITAL_VERIFICATION',
  'LAND_APPROVAL',
  'ENVIRONMENTAL_APPROVAL',
  'ENERGY_APPROVAL',
  'CONSTRUCTION_PERMIT',
  'CONSTRUCTION_INVOICE',
  'EQUIPMENT_INVOICE',
  'CUSTOMS_DECLARATION',
  'ASSET_APPRAISAL',
  'LICENCE',
  'ELECTRICITY_BILL',
  'TAX_RECORD',
  'SOCIAL_INSURANCE',
  'SALES_INVOICE',
  'STATISTICS',
  'INSPECTION',
  'COURT_OR_REGISTRY',
  'OTHER',
] as const;
export type ProjectEvidenceKind = (typeof PROJECT_EVIDENCE_KINDS)[number];

/** Fewer than two sources prove nothing, whatever a rule says. */
export const LEAST_SOURCES = 2;

/** Who gains by what a paper says: the park’s house, or the investor’s. */
export type Insider = 'PARK' | 'INVESTOR';

export interface Paper {
  readonly kind: ProjectEvidenceKind;
  /** By their codes: names are written in many ways. */
  readonly issuers: readonly string[];
}

/** One position: any of its kinds will do. */
export interface Need {
  readonly position: number;
  readonly kinds: readonly ProjectEvidenceKind[];
}

export function unmetNeeds(needs: readonly Need[], papers: readonly Pick<Paper, 'kind'>[]): Need[] {
  return needs.filter(({ kinds }) => !papers.some(({ kind }) => kinds.includes(kind)));
}

/** Park and investor together say what neither would say alone: a contract. */
const JOINTLY = 'PARK AND INVESTOR';

/**
 * Who stands behind a paper beside park and investor. Null: one of them alone, which is no source. Papers that share an
 * issuer are one source.
 */
function sourceOf(issuers: readonly string[], insiders: ReadonlyMap<string, Insider>): string[] | null {
  const outside = issuers.filter((issuer) => !insiders.has(issuer));
  if (outside.length > 0) return outside;
  const inside = new Set(issuers.map((issuer) => insiders.get(issuer)));
  return inside.size > 1 ? [JOINTLY] : null;
}

/** The most papers of which no two share an issuer, counted up to `enough`. */
export function independentSources(
  papers: readonly Pick<Paper, 'issuers'>[],
  insiders: ReadonlyMap<string, Insider>,
  enough = LEAST_SOURCES,
): number {
  const sources = papers.flatMap(({ issuers }) => {
    const source = sourceOf(issuers, insiders);
    return source ? [source] : [];
  });
  return most(sources, 0, new Set(), enough);
}

function most(
  sources: readonly (readonly string[])[],
  at: number,
  taken: ReadonlySet<string>,
  enough: number,
): number {
  const source = sources[at];
  if (!source || enough === 0) return 0;
  const without = () => most(sources, at + 1, taken, enough);
  if (source.some((issuer) => taken.has(issuer))) return without();
  const withIt = 1 + most(sources, at + 1, new Set([...taken, ...source]), enough - 1);
  return withIt >= enough ? withIt : Math.max(withIt, without());
}
