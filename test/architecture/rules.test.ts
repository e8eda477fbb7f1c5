import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_KEYS } from '../../src/regions/domain/dated-rules';

/** Facts of what no part of the product asks for yet, kept with their documents. */
const OF_WHAT_IS_TO_COME =
  /^(MONITORING_|WORKSHOP_|LINKAGE_SUBSIDY_|PARK_LINKAGE_|BRIDGING_FUND_|DUE_DILIGENCE_)/;
/** Where rules are declared, and where they have their values. */
const DECLARED = /regions\/(data\/rules\.json|domain\/dated-rules)/;

const unread = (keys: readonly string[], sources: readonly string[]) =>
  keys.filter((key) => !sources.some((text) => new RegExp(`\\b${key}\\b`).test(text)));

describe('dated rules', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|json)$/.test(path) && !path.endsWith('.spec.ts') && !DECLARED.test(path))
    .map((path) => readFileSync(join('src', path), 'utf8'));

  it('are each read by somebody: a value that changes nothing is none', () => {
    expect(unread(RULE_KEYS, sources).filter((key) => !OF_WHAT_IS_TO_COME.test(key))).toEqual([]);
  });

  it('would be told of where nobody reads them', () => {
    expect(unread(['READ', 'RULE'], [`rule('READ')`, 'RULE_ELSE'])).toEqual(['RULE']);
  });
});
