import { industryPath, industrySteps, shutsOut } from './industry-tree';

const sections = { '13': 'C', '14': 'C', '01': 'A' };
const path = (code: string) => industryPath(code, sections) ?? [];

describe('the tree of GB/T 4754', () => {
  it('goes from section to class, and knows no code of a division without a section', () => {
    expect(path('1371')).toEqual(['C', '13', '137', '1371']);
    expect(path('C')).toEqual(['C']);
    for (const code of ['99', '9911', 'Z', '1', '13711', 'c', ''])
      expect([code, industryPath(code, sections)]).toEqual([code, null]);
  });

  it('counts the steps up from what is wanted to what is shared', () => {
    const steps = (wanted: string, project: string) => industrySteps(path(wanted), path(project));
    expect([steps('1371', '1371'), steps('137', '1371'), steps('C', '1371')]).toEqual([0, 0, 0]);
    expect([
      steps('1372', '1371'),
      steps('1391', '1371'),
      steps('1411', '1371'),
      steps('0111', '1371'),
    ]).toEqual([1, 2, 3, 4]);
    expect(steps('1371', '13')).toBe(2);
  });

  const shuts = (excluded: string, project: string, wanted: readonly string[] = []) =>
    shutsOut(path(excluded), wanted.map(path), path(project));

  it('shuts out what is excluded, and what is named too coarsely to say that it is not', () => {
    for (const project of ['1371', '137', '13', 'C'])
      expect([project, shuts('1371', project)]).toEqual([project, true]);
    for (const project of ['1372', '139', '14', 'A'])
      expect([project, shuts('1371', project)]).toEqual([project, false]);
    expect([shuts('13', '1371'), shuts('C', '1371'), shuts('01', '1371')]).toEqual([true, true, false]);
  });

  it('lets the closest word decide', () => {
    expect(shuts('13', '1371', ['137'])).toBe(false);
    expect(shuts('13', '1391', ['137'])).toBe(true);
    expect(shuts('1371', '1371', ['13'])).toBe(true);
    expect(shuts('13', '1371', ['13'])).toBe(true);
    expect(shuts('13', '13', ['137'])).toBe(true);
  });
});
