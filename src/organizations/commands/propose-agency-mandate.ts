import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  businessDateOf,
  canonicalJson,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { AgencyMandatePayload } from '../api/agency-mandate.type';
import { admissionRefusals } from '../domain/admission.refusals';
import { PRODUCER_KINDS } from '../domain/organization-kind';
import { Role } from '../domain/role';
import { AgencyMandateRow } from '../storage/agency-mandate.entity';
import { AgencyMandates } from '../storage/agency-mandates';
import { Organizations } from '../storage/organizations';
import { Tasks } from '../storage/tasks';

@InputType()
export class ProposeAgencyMandateInput extends CommandInput {
  @Field(() => Id, { description: 'The producer to sell for' })
  principalId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;
}

@Injectable()
export class ProposeAgencyMandate {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeAgencyMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'proposeAgencyMandate', actor, input }, async (tx) => {
      const { principalId, validFrom, validTo } = input;
      await this.requireParties(tx, actor, principalId);
      if (validTo < validFrom || validTo < businessDateOf(tx.at))
        refuse(admissionRefusals.MANDATE_DATES(['validTo']));
      const agentId = actor.organizationId;
      const row: AgencyMandateRow = {
        id: randomUUID(),
        agentId,
        principalId,
        validFrom,
        validTo,
        state: 'PROPOSED',
        textHash: '',
        proposedBy: actor.memberId,
        proposedAt: tx.at,
        signedBy: null,
        signedAt: null,
        version: 1,
      };
      const text = canonicalJson({ id: row.id, agentId, principalId, validFrom, validTo });
      row.textHash = createHash('sha256').update(text).digest('hex');
      await tx.add(AgencyMandateRow, row);
      const subject = { subjectKind: 'AgencyMandate', subjectId: row.id };
      const task = {
        organizationId: principalId,
        role: Role.SUPPLIER,
        kind: 'SIGN_AGENCY_MANDATE',
        ...subject,
      };
      await this.tasks.open(tx, task);
      await this.audit.record(tx, { actor, action: 'proposeAgencyMandate', ...subject, toState: 'PROPOSED' });
      return { mandateId: row.id };
    });
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

@Resolver()
export class ProposeAgencyMandateResolver {
  constructor(
    private readonly useCase: ProposeAgencyMandate,
    private readonly mandates: AgencyMandates,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AgencyMandatePayload, { description: 'By the agent; the principal signs' })
  async proposeAgencyMandate(
    @Args('input') input: ProposeAgencyMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgencyMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(this.database, actor, mandateId),
    }));
  }
}
