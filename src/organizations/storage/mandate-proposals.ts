import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, businessDateOf, canonicalJson, notFound, type Actor, type Tx } from '../../platform/index';
import { admissionRefusals } from '../domain/admission.refusals';
import { PRODUCER_KINDS } from '../domain/organization-kind';
import { Role } from '../domain/role';
import { AgencyMandateRow } from './agency-mandate.entity';
import { Organizations } from './organizations';
import { Tasks } from './tasks';

/** A product of the principal and the most of it, in base units, that may be sold under the mandate. */
export interface MandatedGoods {
  readonly productId: string;
  readonly ceilingBase: bigint;
}

export interface ProposedMandate {
  readonly principalId: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Of a hub's mandate; absent: everything of the one producer. */
  readonly goods?: readonly MandatedGoods[];
}

/** Writes mandates down as their agent proposes them; the principal signs exactly this text. */
@Injectable()
export class MandateProposals {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  /** Refuses MANDATE_PARTIES and MANDATE_DATES. */
  async propose(tx: Tx, actor: Actor, action: string, said: ProposedMandate): Promise<string> {
    const { principalId, validFrom, validTo, goods } = said;
    await this.requireParties(tx, actor, principalId);
    if (validTo < validFrom || validTo < businessDateOf(tx.at))
      refuse(admissionRefusals.MANDATE_DATES(['validTo']));
    const parties = { id: randomUUID(), agentId: actor.organizationId, principalId, validFrom, validTo };
    await tx.add(AgencyMandateRow, {
      ...parties,
      kind: goods ? 'HUB' : 'SOLE',
      state: 'PROPOSED',
      textHash: createHash('sha256')
        .update(canonicalJson({ ...parties, ...goodsText(goods) }))
        .digest('hex'),
      proposedBy: actor.memberId,
      proposedAt: tx.at,
      signedBy: null,
      signedAt: null,
      version: 1,
    });
    const subject = { subjectKind: 'AgencyMandate', subjectId: parties.id };
    const to = { organizationId: principalId, role: Role.SUPPLIER };
    await this.tasks.open(tx, { ...to, kind: 'SIGN_AGENCY_MANDATE', ...subject });
    await this.audit.record(tx, { actor, action, ...subject, toState: 'PROPOSED' });
    return parties.id;
  }

  private async requireParties(tx: Tx, actor: Actor, principalId: string): Promise<void> {
    const principal = await this.organizations.find(tx, principalId);
    if (!principal) throw notFound(['principalId']);
    const fits =
      actor.organizationKind === 'ENTERPRISE' &&
      principalId !== actor.organizationId &&
      PRODUCER_KINDS.includes(principal.kind);
    if (!fits) refuse(admissionRefusals.MANDATE_PARTIES(['principalId']));
  }
}

const goodsText = (goods: readonly MandatedGoods[] | undefined) =>
  goods
    ? { goods: goods.map(({ productId, ceilingBase }) => ({ productId, ceilingBase: String(ceilingBase) })) }
    : {};
