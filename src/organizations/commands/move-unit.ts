import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  Payload,
  answer,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { OrganizationType } from '../api/organization.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { Notices } from '../storage/notices';
import { OrganizationCards } from '../storage/organization-cards';
import { OrganizationRow } from '../storage/organization.entity';
import { Organizations } from '../storage/organizations';
import { UnitHistory } from '../storage/unit-history';

@InputType()
export class MoveUnitInput extends ChangeInput {
  @Field(() => Id, { description: 'One of one’s own subordinate units' })
  unitId!: string;

  @Field(() => Id, { description: 'One’s own organization or another of its units: whose unit it becomes' })
  parentId!: string;
}

@ObjectType()
export class MoveUnitPayload extends Payload {
  @Field(() => OrganizationType, { nullable: true })
  unit?: OrganizationType | null;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'The first day counted at its new place; all days before stay where they were',
  })
  countedFrom?: string | null;
}

interface Moved {
  readonly unitId: string;
  readonly countedFrom: string;
}

/** A unit goes below another organization of the same tree: rights at once, what is counted from the next day on. */
@Injectable()
export class MoveUnit {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly history: UnitHistory,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: MoveUnitInput): Promise<Outcome<Moved>> {
    return this.commands.run({ operation: 'moveUnit', actor, input }, async (tx) => {
      const { unitId, parentId } = input;
      const unit = await this.ownUnit(tx, actor, unitId);
      tx.expectVersion(unit, input.expectedVersion);
      await this.organizations.requireOwnUnit(tx, actor, parentId, ['parentId']);
      if (unit.parentId === parentId) refuse(organizationRefusals.UNIT_STANDS_THERE(['parentId']));
      if ((await this.organizations.unitsUnder(tx, unitId)).includes(parentId))
        refuse(organizationRefusals.UNIT_TREE_CYCLIC(['parentId']));
      const countedFrom = await this.history.remember(
        tx,
        { id: unitId, parentId, version: unit.version },
        actor.memberId,
      );
      await tx.change(OrganizationRow, unit, { parentId });
      await this.tell(tx, unit, parentId);
      await this.audit.record(tx, {
        actor,
        action: 'moveUnit',
        subjectKind: 'Organization',
        subjectId: unitId,
        data: { fromParentId: unit.parentId, parentId, countedFrom },
      });
      return { unitId, countedFrom };
    });
  }

  /** A unit below the actor's organization, never that organization itself; trees change one move at a time. */
  private async ownUnit(tx: Tx, actor: Actor, unitId: string): Promise<OrganizationRow> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('organizations:tree', 0))`);
    await this.organizations.requireOwnUnit(tx, actor, unitId, ['unitId']);
    const unit = await tx.manager.findOneBy(OrganizationRow, { id: unitId });
    if (!unit || unitId === actor.organizationId) throw notFound(['unitId']);
    return unit;
  }

  private async tell(tx: Tx, unit: OrganizationRow, parentId: string): Promise<void> {
    const told = [unit.id, unit.parentId, parentId].filter((id) => id !== null);
    await this.notices.sendAll(
      tx,
      told.map((organizationId) => ({
        organizationId,
        kind: 'UNIT_MOVED',
        subjectKind: 'Organization',
        subjectId: unit.id,
      })),
    );
  }
}

@Resolver()
export class MoveUnitResolver {
  constructor(
    private readonly useCase: MoveUnit,
    private readonly cards: OrganizationCards,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => MoveUnitPayload)
  async moveUnit(
    @Args('input') input: MoveUnitInput,
    @CurrentActor() actor: Actor,
  ): Promise<MoveUnitPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ unitId, countedFrom }) => ({
      unit: await this.cards.find(this.database, unitId),
      countedFrom,
    }));
  }
}
