import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
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
import { RoleEnum } from '../api/enums';
import { MemberType } from '../api/member.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role, rolesOf } from '../domain/role';
import { MemberRow } from '../storage/member.entity';
import { Members } from '../storage/members';
import { Organizations } from '../storage/organizations';
import { Sessions } from '../storage/sessions';

@InputType()
export class ChangeMemberInput extends ChangeInput {
  @Field(() => Id)
  memberId!: string;

  @Field(() => [RoleEnum])
  roles!: Role[];

  @Field({ description: 'False ends his sessions and keeps him out' })
  active!: boolean;
}

@ObjectType()
export class ChangeMemberPayload extends Payload {
  @Field(() => MemberType, { nullable: true })
  member?: MemberType | null;
}

@Injectable()
export class ChangeMember {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ChangeMemberInput): Promise<Outcome<{ memberId: string }>> {
    return this.commands.run({ operation: 'changeMember', actor, input }, async (tx) => {
      const { memberId, roles, active } = input;
      const member = await this.ownMember(tx, actor, memberId);
      const organization = await this.organizations.find(tx, member.organizationId);
      const givable = organization ? rolesOf(organization.kind, organization.regionCode) : [];
      if (roles.length === 0 || roles.some((role) => !givable.includes(role)))
        refuse(organizationRefusals.ROLE_NOT_GIVEN(['roles']));
      await tx.change(MemberRow, member, { roles: [...new Set(roles)], active }, input.expectedVersion);
      await this.requireAdmin(tx, member.organizationId);
      // Sessions end whenever rights shrink or he leaves: no other process may act on what it remembers.
      if (!active || member.roles.some((role) => !roles.includes(role)))
        await this.sessions.endAll(tx, memberId, 'DEACTIVATED');
      await this.audit.record(tx, {
        actor,
        action: 'changeMember',
        subjectKind: 'Member',
        subjectId: memberId,
        toState: active ? 'ACTIVE' : 'INACTIVE',
        data: { roles },
      });
      return { memberId };
    });
  }

  private async ownMember(tx: Tx, actor: Actor, memberId: string): Promise<MemberRow> {
    const member = await tx.manager.findOneBy(MemberRow, { id: memberId });
    if (!member || member.erasedAt) throw notFound(['memberId']);
    await this.organizations.requireOwnUnit(tx, actor, member.organizationId, ['memberId']);
    // Two administrators who remove each other wait here for one another.
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [member.organizationId]);
    return member;
  }

  private async requireAdmin(tx: Tx, organizationId: string): Promise<void> {
    const left = await tx.query(
      `SELECT FROM members WHERE organization_id = $1 AND active AND 'ORG_ADMIN' = ANY(roles) LIMIT 1`,
      [organizationId],
    );
    if (left.length === 0) refuse(organizationRefusals.LAST_ADMIN(['roles']));
  }
}

@Resolver()
export class ChangeMemberResolver {
  constructor(
    private readonly useCase: ChangeMember,
    private readonly members: Members,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => ChangeMemberPayload)
  async changeMember(
    @Args('input') input: ChangeMemberInput,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeMemberPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ memberId }) => ({
      member: await this.members.find(this.database, memberId),
    }));
  }
}
