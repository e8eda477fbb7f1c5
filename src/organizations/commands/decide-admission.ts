import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver, registerEnumType } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  NoteText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { AdmissionPayload } from '../api/admission.type';
import { admissionRefusals } from '../domain/admission.refusals';
import { addMonths } from '../domain/months';
import { Role } from '../domain/role';
import { Admissibility } from '../storage/admissibility';
import { AdmissionSteps } from '../storage/admission-steps';
import { isSamePerson } from '../storage/same-person';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

export const AdmissionDecision = { ADMIT: 'ADMIT', RETURN: 'RETURN', REJECT: 'REJECT' } as const;
export type AdmissionDecision = (typeof AdmissionDecision)[keyof typeof AdmissionDecision];
registerEnumType(AdmissionDecision, { name: 'AdmissionDecision' });
const VERBS = { ADMIT: 'admit', RETURN: 'return', REJECT: 'reject' } as const;

@InputType()
export class DecideAdmissionInput extends ChangeInput {
  @Field(() => Id)
  admissionId!: string;

  @Field(() => AdmissionDecision)
  decision!: AdmissionDecision;

  @Field(() => NoteText)
  reason!: string;
}

/** The platform decides after the county; the rules of admission must still hold on the day. */
@Injectable()
export class DecideAdmission {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: SupplierAdmissions,
    private readonly admissibility: Admissibility,
    private readonly regions: Regions,
    private readonly steps: AdmissionSteps,
  ) {}

  execute(actor: Actor, input: DecideAdmissionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'decideAdmission', actor, input }, async (tx) => {
      const row = await this.admissions.lockVisible(tx, actor, input.admissionId);
      const own = row.supplierId === actor.organizationId;
      if (own || (await isSamePerson(tx, actor.memberId, [row.submittedBy])))
        refuse(admissionRefusals.FOUR_EYES());
      if (input.decision === 'ADMIT') await this.admissibility.require(tx, row);
      const today = businessDateOf(tx.at);
      const recheck = await this.regions.rule('ADMISSION_RECHECK_MONTHS', today, row.regionCode, tx);
      await this.steps.take(tx, {
        actor,
        action: 'decideAdmission',
        admission: row,
        expectedVersion: input.expectedVersion,
        verb: VERBS[input.decision],
        changes: input.decision === 'ADMIT' ? { recheckDueOn: addMonths(today, wholeNumberOf(recheck)) } : {},
        note: input.reason,
      });
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class DecideAdmissionResolver {
  constructor(
    private readonly useCase: DecideAdmission,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => AdmissionPayload)
  async decideAdmission(
    @Args('input') input: DecideAdmissionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
