import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  Payload,
  RegionCode,
  ShortText,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { UsccText } from '../api/credentials';
import { OrganizationType } from '../api/organization.type';
import { SELF_REGISTERED_KINDS } from '../domain/organization-kind';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { sideOf } from '../domain/side';
import { Joining } from '../storage/joining';
import { OrganizationCards } from '../storage/organization-cards';
import { Organizations } from '../storage/organizations';

@InputType()
export class CreateSubordinateUnitInput extends CommandInput {
  @Field(() => Id, { nullable: true, description: 'One’s own organization if not given' })
  parentId?: string | null;

  @Field(() => ShortText)
  name!: string;

  @Field(() => RegionCode)
  regionCode!: string;

  @Field(() => UsccText, { nullable: true })
  uscc?: string | null;
}

@ObjectType()
export class CreateSubordinateUnitPayload extends Payload {
  @Field(() => OrganizationType, { nullable: true })
  unit?: OrganizationType | null;
}

/** A subordinate unit is of its parent's kind; it may have members and a USCC of its own. */
@Injectable()
export class CreateSubordinateUnit {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly joining: Joining,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: CreateSubordinateUnitInput): Promise<Outcome<{ unitId: string }>> {
    return this.commands.run({ operation: 'createSubordinateUnit', actor, input }, async (tx) => {
      const parentId = input.parentId ?? actor.organizationId;
      await this.organizations.requireOwnUnit(tx, actor, parentId, ['parentId']);
      const parent = await this.organizations.find(tx, parentId);
      if (!parent) throw notFound(['parentId']);
      // An office oversees a region: it does not choose the region of another one.
      if (!SELF_REGISTERED_KINDS.includes(parent.kind))
        refuse(organizationRefusals.KIND_NOT_OPEN(['parentId']));
      const { name, regionCode, uscc = null } = input;
      const { kind, demonstration } = parent;
      const side = sideOf(regionCode);
      const unitId = await this.joining.addOrganization(tx, {
        kind,
        name,
        uscc,
        regionCode,
        side,
        parentId,
        demonstration,
      });
      await this.audit.record(tx, {
        actor,
        action: 'createSubordinateUnit',
        subjectKind: 'Organization',
        subjectId: unitId,
        data: { parentId },
      });
      return { unitId };
    });
  }
}

@Resolver()
export class CreateSubordinateUnitResolver {
  constructor(
    private readonly useCase: CreateSubordinateUnit,
    private readonly cards: OrganizationCards,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => CreateSubordinateUnitPayload)
  async createSubordinateUnit(
    @Args('input') input: CreateSubordinateUnitInput,
    @CurrentActor() actor: Actor,
  ): Promise<CreateSubordinateUnitPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ unitId }) => ({
      unit: await this.cards.find(this.database, unitId),
    }));
  }
}
