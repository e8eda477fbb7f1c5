import { createHmac, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { AppConfig, type Tx } from '../../platform/index';
import { organizationRefusals } from '../domain/organization.refusals';
import type { OrganizationKind } from '../domain/organization-kind';
import { rolesOf, type Role } from '../domain/role';
import { hashOf } from './sessions';

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** One-time invitations. The token is derived from the id, so an answer asked for again needs no stored secret. */
@Injectable()
export class Invitations {
  constructor(private readonly config: AppConfig) {}

  /** Refuses ROLE_NOT_GIVEN for roles the organization's kind does not have. */
  async open(
    tx: Tx,
    organization: { id: string; kind: OrganizationKind; regionCode: string },
    roles: readonly Role[],
    invitedBy: string | null,
  ): Promise<string> {
    const givable = rolesOf(organization.kind, organization.regionCode);
    if (roles.length === 0 || roles.some((role) => !givable.includes(role)))
      refuse(organizationRefusals.ROLE_NOT_GIVEN(['roles']));
    const id = randomUUID();
    await tx.query(
      `INSERT INTO invitations (id, organization_id, roles, token_hash, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        organization.id,
        [...new Set(roles)],
        hashOf(this.tokenOf(id)),
        invitedBy,
        tx.at,
        new Date(tx.at.getTime() + LIFETIME_MS),
      ],
    );
    return id;
  }

  tokenOf(invitationId: string): string {
    return createHmac('sha256', this.config.tokenKey)
      .update(`invitation:${invitationId}`)
      .digest('base64url');
  }

  /**
   * Locks a usable invitation; refuses INVITATION_INVALID for an unknown, used or expired one alike,
   * and for one of somebody who may no longer invite: who had to go must not have left a door open.
   */
  async claim(tx: Tx, token: string): Promise<{ id: string; organizationId: string; roles: Role[] }> {
    const [found] = await tx.query<{ id: string; organizationId: string; roles: Role[] }>(
      `SELECT id, organization_id AS "organizationId", roles FROM invitations
        WHERE token_hash = $1 AND accepted_at IS NULL AND expires_at > $2
          AND (invited_by IS NULL OR EXISTS (SELECT FROM members m WHERE m.id = invited_by AND m.active
                AND m.roles && ARRAY['ORG_ADMIN', 'PLATFORM_OPS']))
        FOR UPDATE`,
      [hashOf(token), tx.at],
    );
    return found ?? refuse(organizationRefusals.INVITATION_INVALID(['token']));
  }

  async accepted(tx: Tx, invitationId: string, memberId: string): Promise<void> {
    await tx.query('UPDATE invitations SET accepted_at = $2, accepted_by = $3 WHERE id = $1', [
      invitationId,
      tx.at,
      memberId,
    ]);
  }
}
