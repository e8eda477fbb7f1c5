import { createHash } from 'node:crypto';
import { INDUSTRY_LEVELS } from '../domain/industries';
import file from './industries.json';
import { INDUSTRY_EDITION, industries } from './industry-tree';

describe('the industries of GB/T 4754', () => {
  it('are those of the edition they name: another text is another edition', () => {
    const hash = createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 16);
    expect([INDUSTRY_EDITION.slice(0, 14), hash]).toEqual(['GB/T 4754-2017', '6334c256ead2c368']);
  });

  it('are as many at each level as the standard has, and stand below one another', () => {
    const atLevel = (level: string) => industries.all.filter((one) => one.level === level).length;
    expect(INDUSTRY_LEVELS.map(atLevel)).toEqual([20, 97, 473, 1381]);
    expect(new Set(industries.all.map(({ code }) => code)).size).toBe(industries.all.length);
    const loose = industries.all.filter(
      ({ parentCode }) => parentCode !== null && !industries.find(parentCode),
    );
    expect(loose).toEqual([]);
  });

  it('have an English name down to the divisions', () => {
    const wide = industries.all.filter(({ level }) => level === 'SECTION' || level === 'DIVISION');
    expect(wide.filter(({ nameEn }) => nameEn === null)).toEqual([]);
  });
});
