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
import { AdmissionSteps } from '../storage/admission-steps';
import { isSamePerson } from '../storage/same-person';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

export const Supervision = {
  REVIEW: 'REVIEW',
  REINSTATE: 'REINSTATE',
  SUSPEND: 'SUSPEND',
  REVOKE: 'REVOKE',
} as const;
export type Supervision = (typeof Supervision)[keyof typeof Supervision];
registerEnumType(Supervision, {
  name: 'AdmissionSupervision',
  valuesMap: {
    REVIEW: { description: '启动复核: yearly recheck, complaint, or after a suspended supplier mended it' },
    REINSTATE: { description: '恢复: by another person than the one who opened the review' },
    SUSPEND: { description: '暂停: holds from its commit' },
    REVOKE: { description: '撤销: a suspended supplier’s admission ends' },
  },
});
const VERBS = { REVIEW: 'review', REINSTATE: 'reinstate', SUSPEND: 'suspend', REVOKE: 'revoke' } as const;

@InputType()
export class SuperviseAdmissionInput extends ChangeInput {
  @Field(() => Id)
  admissionId!: string;

  @Field(() => Supervision)
  step!: Supervision;

  @Field(() => NoteText)
  reason!: string;
}

@Injectable()
export class SuperviseAdmission {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: SupplierAdmissions,
    private readonly regions: Regions,
    private readonly steps: AdmissionSteps,
  ) {}

  execute(actor: Actor, input: SuperviseAdmissionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'superviseAdmission', actor, input }, async (tx) => {
      const row = await this.admissions.lockVisible(tx, actor, input.admissionId);
      const reinstates = input.step === 'REINSTATE';
      if (reinstates && (await isSamePerson(tx, actor.memberId, [row.reviewOpenedBy])))
        refuse(admissionRefusals.FOUR_EYES());
      const today = businessDateOf(tx.at);
      const recheck = await this.regions.rule('ADMISSION_RECHECK_MONTHS', today, row.regionCode, tx);
      const changes =
        input.step === 'REVIEW'
          ? { reviewOpenedBy: actor.memberId }
          : input.step === 'REINSTATE'
            ? { recheckDueOn: addMonths(today, wholeNumberOf(recheck)) }
            : {};
      await this.steps.take(tx, {
        actor,
        action: 'superviseAdmission',
        admission: row,
        expectedVersion: input.expectedVersion,
        verb: VERBS[input.step],
        changes,
        note: input.reason,
      });
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class SuperviseAdmissionResolver {
  constructor(
    private readonly useCase: SuperviseAdmission,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => AdmissionPayload)
  async superviseAdmission(
    @Args('input') input: SuperviseAdmissionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
