import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AgencyMandatePayload } from '../api/agency-mandate.type';
import { admissionRefusals } from '../domain/admission.refusals';
import { Role } from '../domain/role';
import { AgencyMandateRow, type MandateState } from '../storage/agency-mandate.entity';
import { AgencyMandates } from '../storage/agency-mandates';
import { Notices } from '../storage/notices';
import { Tasks } from '../storage/tasks';

@InputType()
export class EndAgencyMandateInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;
}

@Injectable()
export class EndAgencyMandate {
  constructor(
    private readonly commands: Commands,
    private readonly mandates: AgencyMandates,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: EndAgencyMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'endAgencyMandate', actor, input }, async (tx) => {
      const row = await this.mandates.lock(tx, actor, input.mandateId);
      const today = businessDateOf(tx.at);
      const running = row.state === 'ACTIVE' && row.validTo >= today;
      if (row.state !== 'PROPOSED' && !running) refuse(admissionRefusals.MANDATE_NOT_RUNNING());
      // One that has not begun never covers a day.
      const toState: MandateState = running && row.validFrom <= today ? 'ENDED' : 'DECLINED';
      const changes = toState === 'ENDED' ? { state: toState, validTo: today } : { state: toState };
      await tx.change(AgencyMandateRow, row, changes, input.expectedVersion);
      const subject = { subjectKind: 'AgencyMandate', subjectId: row.id };
      await this.tasks.close(tx, subject);
      const organizationId = actor.organizationId === row.agentId ? row.principalId : row.agentId;
      await this.notices.send(tx, { organizationId, kind: `AGENCY_MANDATE_${toState}`, ...subject });
      await this.audit.record(tx, {
        actor,
        action: 'endAgencyMandate',
        ...subject,
        fromState: row.state,
        toState,
      });
      return { mandateId: row.id };
    });
  }
}

@Resolver()
export class EndAgencyMandateResolver {
  constructor(
    private readonly useCase: EndAgencyMandate,
    private readonly mandates: AgencyMandates,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AgencyMandatePayload, {
    description: 'By either party: declines a proposed one, ends a signed one with this day',
  })
  async endAgencyMandate(
    @Args('input') input: EndAgencyMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgencyMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(this.database, actor, mandateId),
    }));
  }
}
