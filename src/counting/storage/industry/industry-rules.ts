import { Injectable } from '@nestjs/common';
import { Transactions, type Reader } from '../../../platform/index';
import { INDUSTRY_FILES, SHARED_CONDITIONS } from '../../data/schemes/index';
import { describeReasons } from '../../domain/count-reasons';
import { INDUSTRY_WORDS, type IndustryIndicator } from '../../domain/industry-portion';
import { readScheme, readVersion, type RuleVersion } from '../../domain/rule-version';
import { storeSchemes } from '../rule-versions';

/** 产业指标口径 by indicator and day, stored as those of goods are. */
@Injectable()
export class IndustryRules {
  /** Stored versions do not change: understood once. */
  private readonly understood = new Map<string, RuleVersion>();

  constructor(private readonly transactions: Transactions) {}

  async load(): Promise<void> {
    const schemes = INDUSTRY_FILES.map((file) => readScheme(file, SHARED_CONDITIONS));
    for (const { scheme, versions } of schemes)
      for (const version of versions)
        describeReasons(scheme, readVersion(version, INDUSTRY_WORDS).conditions);
    await this.transactions.run((tx) => storeSchemes(tx, schemes));
  }

  /** Null: no rule of the indicator was in force on the day. */
  async inForce(reader: Reader, indicator: IndustryIndicator, on: string): Promise<RuleVersion | null> {
    const [row] = await reader.query<{ id: string; rule: unknown }>(
      `SELECT v.id, v.rule FROM counting_schemes s JOIN counting_rule_versions v ON v.scheme = s.code
        WHERE s.indicator = $1 AND v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to >= $2::date)
        ORDER BY v.edition DESC LIMIT 1`,
      [indicator, on],
    );
    if (!row) return null;
    const version = this.understood.get(row.id) ?? readVersion(row.rule, INDUSTRY_WORDS);
    this.understood.set(row.id, version);
    return version;
  }
}
