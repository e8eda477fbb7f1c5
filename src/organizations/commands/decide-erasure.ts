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
  hasRole,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { ErasureRequestPayload } from '../api/erasure-request.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { Erasure } from '../storage/erasure';
import { ErasureRequestRow } from '../storage/erasure-request.entity';
import { ErasureRequests } from '../storage/erasure-requests';
import { Organizations } from '../storage/organizations';
import { isSamePerson } from '../storage/same-person';
import { Tasks } from '../storage/tasks';

@InputType()
export class DecideErasureInput extends ChangeInput {
  @Field(() => Id)
  erasureRequestId!: string;

  @Field({
    description: 'True erases for good: name, account, phone and sessions; what the person did stays',
  })
  erase!: boolean;
}

@Injectable()
export class DecideErasure {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly erasure: Erasure,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DecideErasureInput): Promise<Outcome<{ requestId: string }>> {
    return this.commands.run({ operation: 'decideErasure', actor, input }, async (tx) => {
      const { erasureRequestId: id, erase } = input;
      const request = await this.requestWithin(tx, actor, id);
      if (request.state !== 'REQUESTED') refuse(organizationRefusals.ERASURE_NOT_OPEN(['erasureRequestId']));
      // Neither who asked nor whom it concerns: a person could erase himself out of what others asked about him.
      if (await isSamePerson(tx, actor.memberId, [request.requestedBy, request.personId]))
        refuse(organizationRefusals.NOT_ONESELF());
      const state = erase ? ('DONE' as const) : ('DENIED' as const);
      const decided = { state, decidedBy: actor.memberId, decidedAt: tx.at };
      await tx.change(ErasureRequestRow, request, decided, input.expectedVersion);
      if (erase) await this.erasure.erase(tx, request.personId);
      const subject = { subjectKind: 'ErasureRequest', subjectId: id };
      await this.tasks.close(tx, subject);
      await this.audit.record(tx, {
        actor,
        action: 'decideErasure',
        ...subject,
        fromState: 'REQUESTED',
        toState: state,
        data: { personId: request.personId },
      });
      return { requestId: id };
    });
  }

  private async requestWithin(tx: Tx, actor: Actor, id: string): Promise<ErasureRequestRow> {
    const request = await tx.manager.findOneBy(ErasureRequestRow, { id });
    if (!request) throw notFound(['erasureRequestId']);
    if (!hasRole(actor, Role.PLATFORM_OPS))
      await this.organizations.requireOwnUnit(tx, actor, request.organizationId, ['erasureRequestId']);
    return request;
  }
}

@Resolver()
export class DecideErasureResolver {
  constructor(
    private readonly useCase: DecideErasure,
    private readonly requests: ErasureRequests,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.PLATFORM_OPS)
  @Mutation(() => ErasureRequestPayload, { description: '决定删除个人信息' })
  async decideErasure(
    @Args('input') input: DecideErasureInput,
    @CurrentActor() actor: Actor,
  ): Promise<ErasureRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ requestId }) => ({
      erasureRequest: await this.requests.find(this.database, requestId),
    }));
  }
}
