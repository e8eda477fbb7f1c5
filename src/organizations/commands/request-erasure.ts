import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ErasureRequestPayload } from '../api/erasure-request.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { Erasure } from '../storage/erasure';
import { ErasureRequestRow } from '../storage/erasure-request.entity';
import { ErasureRequests } from '../storage/erasure-requests';
import { Tasks } from '../storage/tasks';
import { refusingTaken } from '../storage/unique-violation';

@InputType()
export class RequestErasureInput extends CommandInput {
  @Field(() => Id, { description: 'Oneself, or whom one administers' })
  memberId!: string;
}

@Injectable()
export class RequestErasure {
  constructor(
    private readonly commands: Commands,
    private readonly erasure: Erasure,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: RequestErasureInput): Promise<Outcome<{ requestId: string }>> {
    return this.commands.run({ operation: 'requestErasure', actor, input }, async (tx) => {
      const { memberId: personId } = input;
      const { organizationId } = await this.erasure.personWithin(tx, actor, personId);
      const id = randomUUID();
      const row = {
        id,
        personId,
        organizationId,
        state: 'REQUESTED' as const,
        requestedBy: actor.memberId,
        requestedAt: tx.at,
        decidedBy: null,
        decidedAt: null,
        version: 1,
      };
      await refusingTaken(tx.add(ErasureRequestRow, row), {
        erasure_requests_open: organizationRefusals.ERASURE_ASKED_ALREADY(['memberId']),
      });
      const subject = { subjectKind: 'ErasureRequest', subjectId: id };
      await this.tasks.open(tx, { organizationId, role: 'ORG_ADMIN', kind: 'DECIDE_ERASURE', ...subject });
      await this.audit.record(tx, {
        actor,
        action: 'requestErasure',
        ...subject,
        toState: 'REQUESTED',
        data: { personId },
      });
      return { requestId: id };
    });
  }
}

@Resolver()
export class RequestErasureResolver {
  constructor(
    private readonly useCase: RequestErasure,
    private readonly requests: ErasureRequests,
    private readonly database: Database,
  ) {}

  @AllowSignedIn()
  @Mutation(() => ErasureRequestPayload, { description: '申请删除个人信息: another person decides' })
  async requestErasure(
    @Args('input') input: RequestErasureInput,
    @CurrentActor() actor: Actor,
  ): Promise<ErasureRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ requestId }) => ({
      erasureRequest: await this.requests.find(this.database, requestId),
    }));
  }
}
