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
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AgencyMandatePayload } from '../api/agency-mandate.type';
import { Password } from '../api/credentials';
import { admissionRefusals } from '../domain/admission.refusals';
import { Role } from '../domain/role';
import { AgencyMandateRow } from '../storage/agency-mandate.entity';
import { AgencyMandates } from '../storage/agency-mandates';
import { isSamePerson } from '../storage/same-person';
import { SigningPassword } from '../storage/signing-password';
import { Tasks } from '../storage/tasks';
import { refusingTaken } from '../storage/unique-violation';

@InputType()
export class SignAgencyMandateInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;

  @Field(() => Password, { description: 'A signature asks for it again' })
  password!: string;
}

@Injectable()
export class SignAgencyMandate {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly mandates: AgencyMandates,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SignAgencyMandateInput): Promise<Outcome<{ mandateId: string }>> {
    const before = () => this.signing.confirm(actor, input.password);
    return this.commands.run({ operation: 'signAgencyMandate', actor, input, before }, async (tx) => {
      const row = await this.mandates.lock(tx, actor, input.mandateId);
      if (row.principalId !== actor.organizationId) throw notFound(['mandateId']);
      if (row.state !== 'PROPOSED') refuse(admissionRefusals.MANDATE_NOT_PROPOSED());
      if (await isSamePerson(tx, actor.memberId, [row.proposedBy])) refuse(admissionRefusals.FOUR_EYES());
      const signed = { state: 'ACTIVE', signedBy: actor.memberId, signedAt: tx.at } as const;
      await refusingTaken(tx.change(AgencyMandateRow, row, signed, input.expectedVersion), {
        one_principal_at_a_time: admissionRefusals.MANDATE_OVERLAPS(),
        one_hub_mandate_of_a_member: admissionRefusals.MANDATE_OVERLAPS(),
      });
      const subject = { subjectKind: 'AgencyMandate', subjectId: row.id };
      await this.tasks.close(tx, subject);
      await this.audit.record(tx, {
        actor,
        action: 'signAgencyMandate',
        ...subject,
        fromState: 'PROPOSED',
        toState: 'ACTIVE',
        data: { textHash: row.textHash },
      });
      return { mandateId: row.id };
    });
  }
}

@Resolver()
export class SignAgencyMandateResolver {
  constructor(
    private readonly useCase: SignAgencyMandate,
    private readonly mandates: AgencyMandates,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AgencyMandatePayload, { description: 'By the principal' })
  async signAgencyMandate(
    @Args('input') input: SignAgencyMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgencyMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(this.database, actor, mandateId),
    }));
  }
}
