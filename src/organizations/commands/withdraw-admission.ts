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
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AdmissionPayload } from '../api/admission.type';
import { Role } from '../domain/role';
import { AdmissionSteps } from '../storage/admission-steps';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

@InputType()
export class WithdrawAdmissionInput extends ChangeInput {
  @Field(() => Id)
  admissionId!: string;

  @Field(() => NoteText)
  reason!: string;
}

@Injectable()
export class WithdrawAdmission {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: SupplierAdmissions,
    private readonly steps: AdmissionSteps,
  ) {}

  execute(actor: Actor, input: WithdrawAdmissionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'withdrawAdmission', actor, input }, async (tx) => {
      const row = await this.admissions.lockOwn(tx, actor, input.admissionId);
      const { expectedVersion } = input;
      const note = input.reason;
      await this.steps.take(tx, {
        actor,
        action: 'withdrawAdmission',
        admission: row,
        expectedVersion,
        verb: 'withdraw',
        note,
      });
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class WithdrawAdmissionResolver {
  constructor(
    private readonly useCase: WithdrawAdmission,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER, Role.ORG_ADMIN)
  @Mutation(() => AdmissionPayload)
  async withdrawAdmission(
    @Args('input') input: WithdrawAdmissionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
