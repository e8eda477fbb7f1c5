import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  RegionCode,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { UsccText } from '../api/credentials';
import { OrganizationKindEnum } from '../api/enums';
import { InvitationPayload } from '../api/invitation.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { SELF_REGISTERED_KINDS, type OrganizationKind } from '../domain/organization-kind';
import { Role, rolesOf } from '../domain/role';
import { sideOf } from '../domain/side';
import { Invitations } from '../storage/invitations';
import { Joining } from '../storage/joining';

@InputType()
export class RegisterOfficeInput extends CommandInput {
  @Field(() => OrganizationKindEnum, { description: 'A department, an office, platform operations or audit' })
  kind!: OrganizationKind;

  @Field(() => ShortText)
  name!: string;

  @Field(() => RegionCode, { description: 'The region it oversees' })
  regionCode!: string;

  @Field(() => UsccText, { nullable: true })
  uscc?: string | null;
}

@Injectable()
export class RegisterOffice {
  constructor(
    private readonly commands: Commands,
    private readonly joining: Joining,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
  ) {}

  execute(
    actor: Actor,
    input: RegisterOfficeInput,
    { demonstration = false } = {},
  ): Promise<Outcome<{ organizationId: string; invitationId: string }>> {
    return this.commands.run({ operation: 'registerOffice', actor, input }, async (tx) => {
      const { kind, name, regionCode, uscc = null } = input;
      if (SELF_REGISTERED_KINDS.includes(kind)) refuse(organizationRefusals.KIND_NOT_OFFICE(['kind']));
      if (kind === 'COUNTY_DEPARTMENT' && regionCode.endsWith('00'))
        refuse(organizationRefusals.REGION_NOT_COUNTY(['regionCode']));
      const side = sideOf(regionCode);
      const organizationId = await this.joining.addOrganization(tx, {
        kind,
        name,
        uscc,
        regionCode,
        side,
        demonstration,
      });
      const office = { id: organizationId, kind, regionCode };
      // One person of an office of two duties must not hold both: its administrator invites each.
      const roles = kind === 'COUNTY_DEPARTMENT' ? [Role.ORG_ADMIN] : rolesOf(kind, regionCode);
      const invitationId = await this.invitations.open(tx, office, roles, actor.memberId);
      await this.audit.record(tx, {
        actor,
        action: 'registerOffice',
        subjectKind: 'Organization',
        subjectId: organizationId,
        toState: kind,
      });
      return { organizationId, invitationId };
    });
  }
}

@Resolver()
export class RegisterOfficeResolver {
  constructor(
    private readonly useCase: RegisterOffice,
    private readonly invitations: Invitations,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => InvitationPayload, { description: 'Answers an invitation for the office’s administrator' })
  async registerOffice(
    @Args('input') input: RegisterOfficeInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvitationPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ organizationId, invitationId }) => ({
      organizationId,
      invitationToken: this.invitations.tokenOf(invitationId),
    }));
  }
}
