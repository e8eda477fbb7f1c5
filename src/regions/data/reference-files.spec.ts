import { createHash } from 'node:crypto';
import { SHIPPED_VERSION, shippedFacts } from './reference-files';

/** Each version of the shipped facts and their hash: a changed file without a higher version would never be loaded. */
const HASH_BY_VERSION: Record<number, string> = {
  1: '78785fa49200f933',
  2: '513ad68cbc1a297a',
  3: '1adde23915c53b29',
  4: '7adea02263b1ab02',
  5: '06408294e10c5552',
  6: '8ea9ac189bc6cbf1',
  7: '5e407b85d40fef86',
  8: 'a5244c1ef4610016',
  9: '07ee2b927e6cc3ed',
  10: '5a900c5c40df11b6',
  11: 'b6fa8fae851438dd',
  12: '90e183ac9a9b0622',
  13: 'c4d7fa1f8dbeb77e',
  14: '7a1d0d53364ff080',
  15: '276c7295049e76b0',
  16: '33512d905ccc0ca2',
  17: 'c9b4f10e991faa6a',
  18: '406a9783a1ad646b',
  19: 'e730fde357254f86',
  20: '0b82ab64875ed1b8',
  21: 'a39006e78cae9ccd',
  22: '63914279122d1914',
  23: '0c59ed4317f2bcfe',
  24: '9d3a50aed1837164',
  25: '607f17274dccedbd',
  26: '554fe7d674f3bdaf',
  27: '95da22cd968160b2',
  28: 'b24321439df9cf6d',
  29: 'e82026a567228d26',
  30: 'd26e80cfcdd1206c',
  31: '87094c1b81ea9318',
};

describe('the shipped reference facts', () => {
  it('have a version of their own', () => {
    const facts = Object.values(shippedFacts).map((read) => read());
    const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
    expect(HASH_BY_VERSION[SHIPPED_VERSION]).toBe(hash);
  });

  it('name a source document for every dated fact', () => {
    const dated = [...shippedFacts.listEntries(), ...shippedFacts.rules(), ...shippedFacts.policyRegimes()];
    expect(dated.filter((fact) => fact.sourceDocument === '')).toEqual([]);
  });
});
