import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { hasRole, notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { MemberRow } from './member.entity';
import { Organizations } from './organizations';
import { Sessions } from './sessions';

/** What is shown instead of a name: it tells people apart and names nobody. */
const pseudonymOf = (memberId: string) => `已注销成员 ${memberId.slice(0, 8)}`;

/**
 * Takes a person out of his row. His id stays: orders, signatures, entries and the audit chain point to it and are
 * verified by it. Tasks belong to roles, not to people: his colleagues find them where they were.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly organizations: Organizations,
    private readonly sessions: Sessions,
  ) {}

  /** The member, where the actor may deal with his data: himself, his administrator, the platform. Locks nothing. */
  async personWithin(reader: Reader, actor: Actor, personId: string): Promise<{ organizationId: string }> {
    const [person] = await reader.query<{ organizationId: string }>(
      'SELECT organization_id AS "organizationId" FROM members WHERE id = $1 AND erased_at IS NULL',
      [personId],
    );
    if (!person) throw notFound(['memberId']);
    if (personId === actor.memberId || hasRole(actor, Role.PLATFORM_OPS)) return person;
    if (!hasRole(actor, Role.ORG_ADMIN)) throw notFound(['memberId']);
    await this.organizations.requireOwnUnit(reader, actor, person.organizationId, ['memberId']);
    return person;
  }

  /** Refuses LAST_ADMIN: an organization is handed over before its last administrator goes. */
  async erase(tx: Tx, personId: string): Promise<void> {
    const member = await tx.manager.findOneBy(MemberRow, { id: personId });
    if (!member || member.erasedAt) return;
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [member.organizationId]);
    await tx.change(MemberRow, member, {
      login: `erased-${personId}`,
      displayName: pseudonymOf(personId),
      phoneEncrypted: null,
      phoneHash: null,
      passwordHash: 'erased',
      roles: [],
      active: false,
      erasedAt: tx.at,
    });
    await this.requireAdminLeft(tx, member.organizationId);
    await this.sessions.endAll(tx, personId, 'DEACTIVATED');
    await tx.query(
      'DELETE FROM refresh_tokens WHERE session_id IN (SELECT id FROM sessions WHERE member_id = $1)',
      [personId],
    );
    await tx.query('UPDATE sessions SET address_hash = NULL WHERE member_id = $1', [personId]);
    await tx.query('DELETE FROM files WHERE member_id = $1 AND attached_at IS NULL', [personId]);
  }

  private async requireAdminLeft(tx: Tx, organizationId: string): Promise<void> {
    const [left] = await tx.query<{ admins: bigint; members: bigint }>(
      `SELECT count(*) FILTER (WHERE 'ORG_ADMIN' = ANY(roles)) AS admins, count(*) AS members
         FROM members WHERE organization_id = $1 AND active`,
      [organizationId],
    );
    // The very last member may go: nobody is left whom an administrator would serve.
    if (Number(left?.admins) === 0 && Number(left?.members) > 0) refuse(organizationRefusals.LAST_ADMIN());
  }
}
