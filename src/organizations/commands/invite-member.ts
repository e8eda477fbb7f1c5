import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RoleEnum } from '../api/enums';
import { InvitationPayload } from '../api/invitation.type';
import { Role } from '../domain/role';
import { Invitations } from '../storage/invitations';
import { Organizations } from '../storage/organizations';

@InputType()
export class InviteMemberInput extends CommandInput {
  @Field(() => Id, { nullable: true, description: 'A subordinate unit; one’s own organization if not given' })
  organizationId?: string | null;

  @Field(() => [RoleEnum])
  roles!: Role[];
}

@Injectable()
export class InviteMember {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
  ) {}

  execute(
    actor: Actor,
    input: InviteMemberInput,
  ): Promise<Outcome<{ organizationId: string; invitationId: string }>> {
    return this.commands.run({ operation: 'inviteMember', actor, input }, async (tx) => {
      const organizationId = input.organizationId ?? actor.organizationId;
      await this.organizations.requireOwnUnit(tx, actor, organizationId, ['organizationId']);
      const organization = await this.organizations.find(tx, organizationId);
      if (!organization) throw notFound(['organizationId']);
      const invitationId = await this.invitations.open(tx, organization, input.roles, actor.memberId);
      await this.audit.record(tx, {
        actor,
        action: 'inviteMember',
        subjectKind: 'Organization',
        subjectId: organizationId,
        data: { invitationId, roles: input.roles },
      });
      return { organizationId, invitationId };
    });
  }
}

@Resolver()
export class InviteMemberResolver {
  constructor(
    private readonly useCase: InviteMember,
    private readonly invitations: Invitations,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => InvitationPayload)
  async inviteMember(
    @Args('input') input: InviteMemberInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvitationPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ organizationId, invitationId }) => ({
      organizationId,
      invitationToken: this.invitations.tokenOf(invitationId),
    }));
  }
}
