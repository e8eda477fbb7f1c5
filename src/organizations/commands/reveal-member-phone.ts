import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  hasRole,
  notFound,
  type Actor,
  type Outcome,
  type Reader,
} from '../../platform/index';
import { DisclosureInput, DisclosurePayload } from '../api/disclosure.type';
import { Role } from '../domain/role';
import { Disclosures } from '../storage/disclosures';
import { Members } from '../storage/members';
import { Organizations } from '../storage/organizations';

@InputType()
export class RevealMemberPhoneInput extends DisclosureInput {
  @Field(() => Id)
  memberId!: string;
}

@Injectable()
export class RevealMemberPhone {
  constructor(
    private readonly commands: Commands,
    private readonly members: Members,
    private readonly organizations: Organizations,
    private readonly disclosures: Disclosures,
  ) {}

  execute(actor: Actor, input: RevealMemberPhoneInput): Promise<Outcome<{ disclosureId: string }>> {
    return this.commands.run({ operation: 'revealMemberPhone', actor, input }, async (tx) => {
      const { memberId, purpose, note = null } = input;
      await this.requireReach(tx, actor, memberId);
      return this.disclosures.record(tx, actor, {
        what: 'MEMBER_PHONE',
        subjectKind: 'Member',
        subjectId: memberId,
        personId: memberId,
        organizationId: null,
        purpose,
        note,
      });
    });
  }

  /** Administrators reach their own people, the platform everybody. */
  private async requireReach(reader: Reader, actor: Actor, memberId: string): Promise<void> {
    const member = await this.members.find(reader, memberId);
    if (!member) throw notFound(['memberId']);
    if (hasRole(actor, Role.PLATFORM_OPS)) return;
    await this.organizations.requireOwnUnit(reader, actor, member.organizationId, ['memberId']);
  }
}

@Resolver()
export class RevealMemberPhoneResolver {
  constructor(
    private readonly useCase: RevealMemberPhone,
    private readonly disclosures: Disclosures,
    private readonly members: Members,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.PLATFORM_OPS)
  @Mutation(() => DisclosurePayload, { description: '查看电话全文: leaves a row that its owner reads' })
  async revealMemberPhone(
    @Args('input') input: RevealMemberPhoneInput,
    @CurrentActor() actor: Actor,
  ): Promise<DisclosurePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disclosureId }) => {
      const memberId = await this.disclosures.subjectOf(this.database, actor, disclosureId);
      return { disclosureId, value: await this.members.phoneOf(this.database, memberId) };
    });
  }
}
