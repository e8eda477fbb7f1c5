import { Injectable } from '@nestjs/common';
import { Audit, Transactions } from '../../platform/index';
import { rolesOf } from '../domain/role';
import { Invitations } from '../storage/invitations';
import { Joining } from '../storage/joining';
import { Organizations } from '../storage/organizations';

// The platform stands in no region of a pairing; it needs one that is valid.
const REGION = '110000';

/** From the terminal only: opens platform operations, if there is none, and invites a person to it. */
@Injectable()
export class CreateOperator {
  constructor(
    private readonly transactions: Transactions,
    private readonly organizations: Organizations,
    private readonly joining: Joining,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
  ) {}

  /** Answers a token for `acceptInvitation`: no password passes the terminal. */
  async execute(name = '携手平台运营', { demonstration = false } = {}): Promise<string> {
    const invitationId = await this.transactions.run(async (tx) => {
      const [known] = await this.organizations.platformOperations(tx);
      const kind = 'PLATFORM_OPERATIONS';
      const place = { kind, regionCode: REGION } as const;
      const id =
        known ??
        (await this.joining.addOrganization(tx, { ...place, name, uscc: null, side: null, demonstration }));
      const roles = rolesOf(kind, REGION);
      const invitation = await this.invitations.open(tx, { id, ...place }, roles, null);
      await this.audit.record(tx, {
        actor: null,
        action: 'createOperator',
        subjectKind: 'Organization',
        subjectId: id,
        data: { invitationId: invitation },
      });
      return invitation;
    });
    return this.invitations.tokenOf(invitationId);
  }
}
