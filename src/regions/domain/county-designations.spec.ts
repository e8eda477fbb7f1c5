import { shippedFacts } from '../data/reference-files';
import { codesOfEntry, CountyDesignations, type ListEntry } from './county-designations';
import { DivisionLineage } from './division-lineage';

const lineage = new DivisionLineage(shippedFacts.divisions());
const entries: ListEntry[] = shippedFacts.listEntries().map((entry, i) => ({ ...entry, id: `${i}` }));
const designations = new CountyDesignations(entries, lineage);
const TODAY = '2026-11-21';

function members(list: string, on: string): ListEntry[] {
  return designations.membersOn(on).filter((entry) => entry.list === list);
}

describe('county designations as of a day', () => {
  it('keeps all entries: 832 and 160', () => {
    expect(members('832', TODAY)).toHaveLength(832);
    expect(members('160', TODAY)).toHaveLength(160);
    expect(members('160', '2021-08-26')).toHaveLength(0);
  });

  it('carries every entry to exactly one county of today, but 大柴旦', () => {
    const unclear = entries.filter((entry) => codesOfEntry(entry, lineage, TODAY).length !== 1);
    expect(unclear.map((entry) => entry.name)).toEqual(['大柴旦行委']);
    const counties = new Set(
      entries.filter((entry) => entry.list === '832').flatMap((entry) => codesOfEntry(entry, lineage, TODAY)),
    );
    expect(counties.size).toBe(830);
  });

  it('covers a county under the code of the day asked for', () => {
    expect(designations.designationsOf('520581', TODAY)).toEqual(['FORMER_POVERTY_COUNTY']);
    expect(designations.designationsOf('520522', '2019-05-01')).toEqual(['FORMER_POVERTY_COUNTY']);
    expect(designations.designationsOf('520522', TODAY)).toEqual([]);
  });

  it('holds both lists for a key county, from the day of each', () => {
    expect(designations.designationsOf('513431', '2021-08-26')).toEqual(['FORMER_POVERTY_COUNTY']);
    expect(designations.designationsOf('513431', '2021-08-27')).toEqual([
      'FORMER_POVERTY_COUNTY',
      'KEY_ASSISTED_COUNTY',
    ]);
  });

  it('keeps two entries that became one county', () => {
    expect(designations.entriesOf('632803', TODAY).map((entry) => entry.name)).toEqual([
      '冷湖行委',
      '茫崖行委',
    ]);
  });

  it('says which rows of the 160 list are not verified', () => {
    expect(members('160', TODAY).filter((entry) => !entry.verified)).toHaveLength(68);
  });

  it('designates no eastern county', () => {
    expect(designations.designationsOf('440305', TODAY)).toEqual([]);
  });
});
