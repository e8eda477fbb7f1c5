import { INDUSTRY_FILES, SHARED_CONDITIONS } from './schemes/index';
import { readScheme } from '../domain/rule-version';

/** Codes of the schemes by what they count toward. */
const SCHEMES = new Map(
  INDUSTRY_FILES.map((file) => {
    const { indicator, scheme } = readScheme(file, SHARED_CONDITIONS);
    return [indicator, scheme];
  }),
);

/** The scheme an indicator of what parks bring is counted in. */
export function industryScheme(indicator: string): string {
  const scheme = SCHEMES.get(indicator);
  if (!scheme) throw new Error(`nothing counts toward ${indicator}`);
  return scheme;
}
