import { Injectable } from '@nestjs/common';
import { Transactions, canonicalJson, sha256Of, type Reader } from '../../platform/index';
import file from '../data/east-west-rules.json';
import { versionOn, type CountingScheme, type RuleVersion } from '../domain/rule-version';

/** 统计口径 by scheme and day. A version that is stored is never changed: a correction is another version. */
@Injectable()
export class RuleVersions {
  constructor(private readonly transactions: Transactions) {}

  async load(): Promise<void> {
    const rows = file.versions.map((rule) => ({ ...rule, text: canonicalJson(rule) }));
    await this.transactions.run(async (tx) => {
      for (const { id, validFrom, validTo, text } of rows) {
        await tx.query(
          `INSERT INTO counting_rule_versions (id, scheme, valid_from, valid_to, rule, sha256)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
          [id, file.scheme, validFrom, validTo, text, sha256Of(Buffer.from(text))],
        );
      }
    });
  }

  async inForce(reader: Reader, scheme: CountingScheme, on: string): Promise<RuleVersion | null> {
    const rows = await reader.query<{ rule: RuleVersion }>(
      'SELECT rule FROM counting_rule_versions WHERE scheme = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)',
      [scheme, on],
    );
    return versionOn(
      rows.map(({ rule }) => rule),
      on,
    );
  }
}
