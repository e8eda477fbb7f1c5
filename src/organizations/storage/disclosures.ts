import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Audit,
  Clock,
  FieldCipher,
  counted,
  notFound,
  type Actor,
  type Reader,
  type Tx,
} from '../../platform/index';
import {
  MOST_AN_HOUR,
  MOST_A_DAY,
  SHOWN_MINUTES,
  fits,
  needsNote,
  type Disclosed,
  type Purpose,
} from '../domain/disclosure';
import { disclosureRefusals } from '../domain/disclosure.refusals';

const MINUTE_MS = 60_000;

export interface NewDisclosure {
  readonly what: Disclosed;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Whose data it is: he reads who looked. */
  readonly personId: string | null;
  readonly organizationId: string | null;
  readonly purpose: Purpose;
  readonly note: string | null;
}

export interface DisclosureCard {
  readonly id: string;
  readonly at: Date;
  readonly what: Disclosed;
  readonly subjectId: string;
  readonly purpose: Purpose;
  readonly viewerName: string;
  readonly viewerOrganization: string;
}

const CONCERNING = `FROM disclosures d JOIN members m ON m.id = d.viewer_id
  JOIN organizations o ON o.id = d.viewer_organization_id WHERE (d.person_id = $1 OR d.organization_id = $2)`;

interface Concerned {
  readonly personId: string;
  readonly organizationId: string | null;
}

/** Every look at something masked: asked for with a purpose, counted, kept, audited. */
@Injectable()
export class Disclosures {
  constructor(
    private readonly audit: Audit,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Refuses PURPOSE_NOT_FOR_THIS, NOTE_NEEDED and DISCLOSURES_TOO_MANY. */
  async record(tx: Tx, actor: Actor, look: NewDisclosure): Promise<{ disclosureId: string }> {
    const { what, subjectKind, subjectId, purpose, note } = look;
    if (!fits(what, purpose)) refuse(disclosureRefusals.PURPOSE_NOT_FOR_THIS(['purpose']));
    if (needsNote(purpose) && note === null) refuse(disclosureRefusals.NOTE_NEEDED(['note']));
    await this.requireMeasure(tx, actor.memberId);
    const disclosureId = randomUUID();
    const sealed = note === null ? null : this.cipher.encrypt(note);
    await tx.query(
      `INSERT INTO disclosures (id, viewer_id, viewer_organization_id, what, subject_id, person_id, organization_id, purpose,
         note_encrypted, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        disclosureId,
        actor.memberId,
        actor.organizationId,
        what,
        subjectId,
        look.personId,
        look.organizationId,
        purpose,
        sealed,
        tx.at,
      ],
    );
    const data = { what, disclosureId };
    await this.audit.record(tx, { actor, action: 'disclose', subjectKind, subjectId, reason: purpose, data });
    return { disclosureId };
  }

  /** What the actor himself was shown a moment ago: an answer asked for again is no new look; later it is. */
  async subjectOf(reader: Reader, actor: Actor, disclosureId: string): Promise<string> {
    const since = new Date(this.clock.now().getTime() - SHOWN_MINUTES * MINUTE_MS);
    const [row] = await reader.query<{ subjectId: string }>(
      'SELECT subject_id AS "subjectId" FROM disclosures WHERE id = $1 AND viewer_id = $2 AND at >= $3',
      [disclosureId, actor.memberId, since],
    );
    if (!row) throw notFound();
    return row.subjectId;
  }

  /** Looks at a person's data and at those of the organization he administers, latest first. */
  concerning(
    reader: Reader,
    whose: Concerned,
    page: { after: readonly [string, string] | null; fetch: number },
  ): Promise<DisclosureCard[]> {
    return reader.query<DisclosureCard>(
      `SELECT d.id, d.at, d.what, d.subject_id AS "subjectId", d.purpose, m.display_name AS "viewerName",
              o.name AS "viewerOrganization" ${CONCERNING}
          AND ($3::timestamptz IS NULL OR (d.at, d.id) < ($3, $4::uuid))
        ORDER BY d.at DESC, d.id DESC LIMIT $5`,
      [whose.personId, whose.organizationId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  countConcerning(reader: Reader, whose: Concerned): Promise<number> {
    return counted(reader, CONCERNING, [whose.personId, whose.organizationId]);
  }

  /** Looks of one person wait for each other, so that many at once count as many. */
  private async requireMeasure(tx: Tx, viewerId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`disclose:${viewerId}`]);
    const [seen] = await tx.query<{ hour: bigint; day: bigint }>(
      'SELECT count(*) FILTER (WHERE at > $2) AS hour, count(*) AS day FROM disclosures WHERE viewer_id = $1 AND at > $3',
      [viewerId, new Date(tx.at.getTime() - 60 * MINUTE_MS), new Date(tx.at.getTime() - 24 * 60 * MINUTE_MS)],
    );
    if (Number(seen?.hour ?? 0) >= MOST_AN_HOUR || Number(seen?.day ?? 0) >= MOST_A_DAY)
      refuse(disclosureRefusals.DISCLOSURES_TOO_MANY());
  }
}
