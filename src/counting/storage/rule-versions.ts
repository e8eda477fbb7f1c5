import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR } from '../../pairing/index';
import { Transactions, canonicalJson, sha256Of, type Reader, type Tx } from '../../platform/index';
import { RULE_KEYS } from '../../regions/index';
import { SCHEME_FILES, SHARED_CONDITIONS } from '../data/schemes/index';
import { describeReasons } from '../domain/count-reasons';
import { FACT_TYPES } from '../domain/portion-facts';
import type { Vocabulary } from '../domain/rule-language';
import { readScheme, readVersion, type RuleVersion, type SchemeRules } from '../domain/rule-version';

const WORDS: Vocabulary = { facts: FACT_TYPES, rules: new Set(RULE_KEYS) };

/** 统计口径 by scheme and day. A version that is stored is never changed: a correction is a further edition. */
@Injectable()
export class RuleVersions {
  /** Stored versions do not change: understood once. */
  private readonly understood = new Map<string, RuleVersion>();

  /** The scheme that says that no scheme has a rule for a day. */
  readonly first = readScheme(SCHEME_FILES[0], SHARED_CONDITIONS).scheme;

  constructor(private readonly transactions: Transactions) {}

  /** Adds what is not stored yet; throws where a file cannot be understood. */
  async load(files: readonly unknown[] = SCHEME_FILES): Promise<void> {
    const schemes = files.map((file) => readScheme(file, SHARED_CONDITIONS));
    for (const { scheme, versions } of schemes)
      for (const version of versions) describeReasons(scheme, readVersion(version, WORDS).conditions);
    await this.transactions.run((tx) => storeSchemes(tx, schemes));
  }

  /** Of every scheme that has one the version in force on the day, in the order of the schemes. */
  async inForce(reader: Reader, on: string): Promise<RuleVersion[]> {
    return (await this.inForceOn(reader, [on])).get(on) ?? [];
  }

  /** The same by day. */
  async inForceOn(reader: Reader, days: readonly string[]): Promise<Map<string, RuleVersion[]>> {
    const rows = await reader.query<{ on: string; id: string }>(
      `SELECT asked.day AS on, newest.id FROM unnest($1::date[]) asked (day)
         CROSS JOIN counting_schemes scheme CROSS JOIN LATERAL (
           SELECT id FROM counting_rule_versions
           WHERE scheme = scheme.code AND valid_from <= asked.day AND (valid_to IS NULL OR valid_to >= asked.day)
           ORDER BY edition DESC LIMIT 1) newest
       WHERE scheme.indicator = '${CONSUMPTION_INDICATOR}' ORDER BY scheme.position`,
      [[...new Set(days)]],
    );
    await this.understand(
      reader,
      rows.map(({ id }) => id).filter((id) => !this.understood.has(id)),
    );
    const inForce = new Map<string, RuleVersion[]>(days.map((on) => [on, []]));
    for (const { on, id } of rows) {
      const version = this.understood.get(id);
      if (version) inForce.get(on)?.push(version);
    }
    return inForce;
  }

  private async understand(reader: Reader, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = await reader.query<{ rule: unknown }>(
      'SELECT rule FROM counting_rule_versions WHERE id = ANY($1)',
      [[...new Set(ids)]],
    );
    for (const { rule } of rows) {
      const version = readVersion(rule, WORDS);
      this.understood.set(version.id, version);
    }
  }
}

/** Adds what is not stored yet. */
export async function storeSchemes(tx: Tx, schemes: readonly SchemeRules[]): Promise<void> {
  for (const scheme of schemes) {
    await tx.query(
      'INSERT INTO counting_schemes (code, position, name_zh, name_en, indicator) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING',
      [
        scheme.scheme,
        scheme.position,
        scheme.nameZh,
        scheme.nameEn,
        scheme.indicator ?? CONSUMPTION_INDICATOR,
      ],
    );
    for (const [values, text] of rowsOf(scheme))
      await tx.query(
        `INSERT INTO counting_rule_versions (id, scheme, edition, valid_from, valid_to, rule, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
        [...values, text, sha256Of(Buffer.from(text))],
      );
  }
}

function rowsOf({ scheme, versions }: SchemeRules): [values: unknown[], text: string][] {
  return versions.map((version) => [
    [version['id'], scheme, version['edition'] ?? 1, version['validFrom'], version['validTo']],
    canonicalJson(version),
  ]);
}
