import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { Role } from '../domain/role';
import { Admissibility } from '../storage/admissibility';
import { AdmissionSteps } from '../storage/admission-steps';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

@InputType()
export class SubmitAdmissionInput extends ChangeInput {
  @Field(() => Id)
  admissionId!: string;

  @Field(() => NoteText, {
    nullable: true,
    description: 'Replaces the statement, for instance after a return',
  })
  statement?: string | null;
}

/** Submits or submits again: the county has its working days anew and gives two new opinions. */
@Injectable()
export class SubmitAdmission {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: SupplierAdmissions,
    private readonly admissibility: Admissibility,
    private readonly regions: Regions,
    private readonly steps: AdmissionSteps,
  ) {}

  execute(actor: Actor, input: SubmitAdmissionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'submitAdmission', actor, input }, async (tx) => {
      const row = await this.admissions.lockOwn(tx, actor, input.admissionId);
      await this.admissibility.require(tx, row);
      const today = businessDateOf(tx.at);
      const regionCode = actor.regionCode ?? row.regionCode;
      const rule = await this.regions.rule('COUNTY_OPINION_WORKING_DAYS', today, regionCode, tx);
      await this.steps.take(tx, {
        actor,
        action: 'submitAdmission',
        admission: row,
        expectedVersion: input.expectedVersion,
        verb: 'submit',
        changes: {
          statement: input.statement ?? row.statement,
          regionCode,
          round: row.round + 1,
          submittedBy: actor.memberId,
          submittedAt: tx.at,
          countyDueOn: await this.regions.addWorkingDays(today, wholeNumberOf(rule), tx),
          escalatedAt: null,
        },
      });
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class SubmitAdmissionResolver {
  constructor(
    private readonly useCase: SubmitAdmission,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER, Role.ORG_ADMIN)
  @Mutation(() => AdmissionPayload)
  async submitAdmission(
    @Args('input') input: SubmitAdmissionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
