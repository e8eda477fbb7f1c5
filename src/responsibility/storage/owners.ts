import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { ancestorCodes } from '../../regions/index';
import type { Side } from '../domain/subject';

/** Who answers for something on a day. */
export interface Owner {
  readonly responsibilityId: string;
  readonly memberId: string;
  readonly organizationId: string;
}

export type OwnedSubject =
  | { readonly kind: 'PLACE' | 'ALERTS'; readonly regionCode: string }
  | { readonly kind: 'TARGET'; readonly commitmentId: string; readonly side: Side };

const OWNER = `r.id AS "responsibilityId", r.member_id AS "memberId", r.organization_id AS "organizationId"`;
/** SQL: on the day $1, by a member who is still there. */
export const STANDS = `r.valid_from <= $1 AND (r.valid_to IS NULL OR r.valid_to >= $1)
  AND EXISTS (SELECT FROM members m WHERE m.id = r.member_id AND m.active AND m.erased_at IS NULL)`;

/** Owners of places, alerts and targets. */
@Injectable()
export class Owners {
  /** Of a place the nearest one above; of alerts also who answers for the place; of a target also who answers for the whole. */
  async of(reader: Reader, subject: OwnedSubject, on: BusinessDate): Promise<Owner | null> {
    const [found] =
      subject.kind === 'TARGET'
        ? await this.ofTarget(reader, subject.commitmentId, subject.side, on)
        : await this.ofPlace(reader, subject.kind, subject.regionCode, on);
    return found ?? null;
  }

  private ofPlace(
    reader: Reader,
    kind: 'PLACE' | 'ALERTS',
    code: string,
    on: BusinessDate,
  ): Promise<Owner[]> {
    const kinds = kind === 'ALERTS' ? ['ALERTS', 'PLACE'] : ['PLACE'];
    return reader.query<Owner>(
      `SELECT ${OWNER} FROM responsibilities r WHERE ${STANDS} AND r.subject_kind = ANY($2) AND r.region_code = ANY($3)
       ORDER BY array_position($3, r.region_code), array_position($2, r.subject_kind) LIMIT 1`,
      [on, kinds, ancestorCodes(code)],
    );
  }

  private ofTarget(reader: Reader, commitmentId: string, side: Side, on: BusinessDate): Promise<Owner[]> {
    return reader.query<Owner>(
      `WITH RECURSIVE line AS (
         SELECT id, parent_id, 0 AS step FROM commitments WHERE id = $2
         UNION ALL SELECT c.id, c.parent_id, line.step + 1 FROM commitments c JOIN line ON c.id = line.parent_id)
       SELECT ${OWNER} FROM line JOIN responsibilities r ON r.commitment_id = line.id
       WHERE ${STANDS} AND r.side = $3 ORDER BY line.step LIMIT 1`,
      [on, commitmentId, side],
    );
  }
}
