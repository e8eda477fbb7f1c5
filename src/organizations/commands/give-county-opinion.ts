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
  NoteText,
  answer,
  hasRole,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AdmissionPayload } from '../api/admission.type';
import { AdmissionDutyEnum } from '../api/enums';
import { admissionRefusals } from '../domain/admission.refusals';
import { admissionStates, type AdmissionDuty } from '../domain/admission.states';
import { Role } from '../domain/role';
import { AdmissionOpinions } from '../storage/admission-opinions';
import { AdmissionSteps } from '../storage/admission-steps';
import { isSamePerson } from '../storage/same-person';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

@InputType()
export class GiveCountyOpinionInput extends ChangeInput {
  @Field(() => Id)
  admissionId!: string;

  @Field(() => AdmissionDutyEnum)
  duty!: AdmissionDuty;

  @Field({ description: 'False returns the application to the supplier' })
  positive!: boolean;

  @Field(() => NoteText)
  note!: string;
}

@Injectable()
export class GiveCountyOpinion {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: SupplierAdmissions,
    private readonly opinions: AdmissionOpinions,
    private readonly steps: AdmissionSteps,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: GiveCountyOpinionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'giveCountyOpinion', actor, input }, async (tx) => {
      const { duty, positive, note } = input;
      if (!hasRole(actor, `COUNTY_${duty}`)) refuse(admissionRefusals.OPINION_NEEDS_DUTY(['duty']));
      const row = await this.admissions.lockVisible(tx, actor, input.admissionId);
      admissionStates.next(row.state, 'recommend');
      const given = await this.opinions.ofRound(tx, row);
      if (given.some((opinion) => opinion.duty === duty)) refuse(admissionRefusals.OPINION_GIVEN(['duty']));
      const others = given.map((opinion) => opinion.memberId);
      if (await isSamePerson(tx, actor.memberId, others)) refuse(admissionRefusals.FOUR_EYES());
      await this.opinions.add(tx, row, { duty, positive, note, actor });
      await this.audit.record(tx, {
        actor,
        action: 'giveCountyOpinion',
        subjectKind: 'SupplierAdmission',
        subjectId: row.id,
        reason: `${duty}_${positive ? 'POSITIVE' : 'NEGATIVE'}`,
        data: { round: row.round },
      });
      const { expectedVersion } = input;
      const action = 'giveCountyOpinion';
      if (!positive)
        await this.steps.take(tx, { actor, action, admission: row, expectedVersion, verb: 'return', note });
      else if (given.length === 1)
        await this.steps.take(tx, {
          actor,
          action,
          admission: row,
          expectedVersion,
          verb: 'recommend',
          note,
        });
      else await this.opinions.waitForOther(tx, row, duty, expectedVersion);
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class GiveCountyOpinionResolver {
  constructor(
    private readonly useCase: GiveCountyOpinion,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.COUNTY_AGRI, Role.COUNTY_REVITAL)
  @Mutation(() => AdmissionPayload, {
    description: 'Each duty by another person; both recommend the supplier',
  })
  async giveCountyOpinion(
    @Args('input') input: GiveCountyOpinionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
