import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  MoneyInput,
  MoneyType,
  Payload,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { fenOf } from '../api/money';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { ApprovalChains } from '../storage/approval-chains';
import { ApprovalLimitRow } from '../storage/approval-limit.entity';
import { Organizations } from '../storage/organizations';

@InputType()
export class SetApprovalLimitInput extends CommandInput {
  @Field(() => Id, { description: 'One’s own organization or one of its units' })
  organizationId!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'Orders above need an approver; null lifts it' })
  limit?: MoneyInput | null;

  @Field(() => Int, { nullable: true, description: 'Of the limit that exists already' })
  expectedVersion?: number | null;
}

@ObjectType()
export class SetApprovalLimitPayload extends Payload {
  @Field(() => MoneyType, {
    nullable: true,
    description: 'In force now, from the nearest organization above',
  })
  limit?: MoneyType | null;
}

@Injectable()
export class SetApprovalLimit {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly chains: ApprovalChains,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SetApprovalLimitInput): Promise<Outcome<{ organizationId: string }>> {
    return this.commands.run({ operation: 'setApprovalLimit', actor, input }, async (tx) => {
      const { organizationId } = input;
      await this.organizations.requireOwnUnit(tx, actor, organizationId, ['organizationId']);
      const limitFen = input.limit ? fenOf(input.limit, ['limit']) : null;
      const setBy = actor.memberId;
      await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
      const known = await tx.manager.findOneBy(ApprovalLimitRow, { id: organizationId });
      if (known && known.limitFen !== null && (await this.setAbove(tx, actor, known)))
        refuse(organizationRefusals.SET_ABOVE(['organizationId']));
      await this.requireBelow(tx, actor, organizationId, limitFen);
      if (!known) await tx.add(ApprovalLimitRow, { id: organizationId, limitFen, setBy, version: 1 });
      else await tx.change(ApprovalLimitRow, known, { limitFen, setBy }, input.expectedVersion ?? 0);
      await this.audit.record(tx, {
        actor,
        action: 'setApprovalLimit',
        subjectKind: 'Organization',
        subjectId: organizationId,
        data: { limitFen: limitFen?.toString() ?? null },
      });
      return { organizationId };
    });
  }

  private setAbove(tx: Tx, actor: Actor, known: ApprovalLimitRow): Promise<boolean> {
    return this.organizations.isAbove(tx, known.setBy, actor.organizationId);
  }

  /** A unit may tighten what was set above it, never loosen it; without an own limit the one above holds. */
  private async requireBelow(tx: Tx, actor: Actor, unitId: string, limitFen: bigint | null): Promise<void> {
    const ceiling = await this.chains.ceilingOf(tx, unitId, actor.organizationId);
    if (ceiling === null) return;
    const parentId = (await this.organizations.find(tx, unitId))?.parentId ?? null;
    const inForce = limitFen ?? (parentId === null ? null : await this.chains.limitOf(tx, parentId));
    if (inForce === null || inForce > ceiling) refuse(organizationRefusals.LIMIT_ABOVE_PARENT(['limit']));
  }
}

@Resolver()
export class SetApprovalLimitResolver {
  constructor(
    private readonly useCase: SetApprovalLimit,
    private readonly chains: ApprovalChains,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => SetApprovalLimitPayload)
  async setApprovalLimit(
    @Args('input') input: SetApprovalLimitInput,
    @CurrentActor() actor: Actor,
  ): Promise<SetApprovalLimitPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ organizationId }) => {
      const fen = await this.chains.limitOf(this.database, organizationId);
      return { limit: fen === null ? null : formatMoney({ fen, currency: 'CNY' }) };
    });
  }
}
