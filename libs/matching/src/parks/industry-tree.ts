import type { ParkRules } from './park-rules';

/** Section, division, group, class: the levels of GB/T 4754. */
const LEVELS = 4;

type Sections = ParkRules['sectionOfDivision'];

/** From the section down: ['C', '13', '137', '1371']; null for what is no code, or of a division without a section. */
export function industryPath(code: string, sections: Sections): readonly string[] | null {
  if (/^[A-Z]$/.test(code)) return Object.values(sections).includes(code) ? [code] : null;
  if (!/^\d{2,4}$/.test(code)) return null;
  const division = code.slice(0, 2);
  const section = Object.hasOwn(sections, division) ? sections[division] : undefined;
  if (section === undefined) return null;
  return [
    section,
    division,
    ...(code.length > 2 ? [code.slice(0, 3)] : []),
    ...(code.length > 3 ? [code] : []),
  ];
}

/**
 * Steps up from the wanted node until the project is below it: 0 where it is already, `LEVELS` (4) where not even the section
 * is shared. A project named more coarsely than the wanted node is as far as what is known of it.
 */
export function industrySteps(wanted: readonly string[], project: readonly string[]): number {
  let shared = 0;
  while (shared < wanted.length && wanted[shared] === project[shared]) shared += 1;
  return shared === 0 ? LEVELS : wanted.length - shared;
}

/**
 * Whether an excluded node shuts the project out. The closest word decides: a wanted node nearer to the project opens what lies
 * below it. A project named more coarsely than the node may be what is excluded and is shut out, too: a division is not let in on
 * the ground that its class is not named.
 */
export function shutsOut(
  excluded: readonly string[],
  wanted: readonly (readonly string[])[],
  project: readonly string[],
): boolean {
  if (excluded.length > project.length) return industrySteps(project, excluded) === 0;
  if (industrySteps(excluded, project) > 0) return false;
  return !wanted.some((node) => node.length > excluded.length && industrySteps(node, project) === 0);
}
