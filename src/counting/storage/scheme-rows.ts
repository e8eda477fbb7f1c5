import { Injectable } from '@nestjs/common';
import { counted, ReadReplica } from '../../platform/index';

/** A version of a scheme’s rule: the days it is of, and the digest of what is stored. */
export interface SchemeVersionRow {
  readonly id: string;
  readonly edition: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly sha256: string;
}

export interface SchemeRow {
  readonly scheme: string;
  readonly position: number;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Oldest first; of the same days the newest edition is the one in force. */
  readonly versions: readonly SchemeVersionRow[];
}

const VERSIONS = `(SELECT coalesce(json_agg(json_build_object('id', v.id, 'edition', v.edition, 'validFrom', v.valid_from,
    'validTo', v.valid_to, 'sha256', v.sha256) ORDER BY v.valid_from, v.edition), '[]')
  FROM counting_rule_versions v WHERE v.scheme = s.code)`;
const FROM = 'FROM counting_schemes s WHERE s.code = ANY($1)';

/** 考核维度 as they are stored, those of the given codes. */
@Injectable()
export class SchemeRows {
  constructor(private readonly database: ReadReplica) {}

  page(codes: readonly string[], { after, fetch }: { after: unknown; fetch: number }): Promise<SchemeRow[]> {
    return this.database.query<SchemeRow>(
      `SELECT s.code AS scheme, s.position, s.name_zh AS "nameZh", s.name_en AS "nameEn", ${VERSIONS} AS versions
       ${FROM} AND ($2::int IS NULL OR s.position > $2) ORDER BY s.position LIMIT $3`,
      [codes, after ?? null, fetch],
    );
  }

  count(codes: readonly string[]): Promise<number> {
    return counted(this.database, FROM, [codes]);
  }
}
