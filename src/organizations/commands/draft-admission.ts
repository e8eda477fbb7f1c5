import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AdmissionPayload } from '../api/admission.type';
import { SellsAsEnum } from '../api/enums';
import { admissionRefusals } from '../domain/admission.refusals';
import { PRODUCER_KINDS } from '../domain/organization-kind';
import { Role } from '../domain/role';
import { SupplierAdmissionRow, type SellsAs } from '../storage/supplier-admission.entity';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';
import { refusingTaken } from '../storage/unique-violation';

@InputType()
export class DraftAdmissionInput extends CommandInput {
  @Field(() => SellsAsEnum, { defaultValue: 'PRODUCER' })
  sellsAs!: SellsAs;

  @Field(() => NoteText, {
    description: 'What is produced, how much, and how households take part (联农带农)',
  })
  statement!: string;
}

@Injectable()
export class DraftAdmission {
  constructor(
    private readonly commands: Commands,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DraftAdmissionInput): Promise<Outcome<{ admissionId: string }>> {
    return this.commands.run({ operation: 'draftAdmission', actor, input }, async (tx) => {
      if (!PRODUCER_KINDS.some((kind) => kind === actor.organizationKind))
        refuse(admissionRefusals.PRODUCER_KIND_NEEDED());
      const row: SupplierAdmissionRow = {
        id: randomUUID(),
        supplierId: actor.organizationId,
        state: 'DRAFT',
        sells: false,
        sellsAs: input.sellsAs,
        regionCode: actor.regionCode ?? '',
        statement: input.statement,
        round: 0,
        submittedBy: null,
        submittedAt: null,
        countyDueOn: null,
        escalatedAt: null,
        reviewOpenedBy: null,
        recheckDueOn: null,
        note: null,
        createdAt: tx.at,
        version: 1,
      };
      await refusingTaken(tx.add(SupplierAdmissionRow, row), {
        supplier_admissions_live: admissionRefusals.ADMISSION_EXISTS(),
      });
      await this.audit.record(tx, {
        actor,
        action: 'draftAdmission',
        subjectKind: 'SupplierAdmission',
        subjectId: row.id,
        toState: 'DRAFT',
      });
      return { admissionId: row.id };
    });
  }
}

@Resolver()
export class DraftAdmissionResolver {
  constructor(
    private readonly useCase: DraftAdmission,
    private readonly admissions: SupplierAdmissions,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER, Role.ORG_ADMIN)
  @Mutation(() => AdmissionPayload)
  async draftAdmission(
    @Args('input') input: DraftAdmissionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ admissionId }) => ({
      admission: await this.admissions.visibleTo(this.database, actor, admissionId),
    }));
  }
}
