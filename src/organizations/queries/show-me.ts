import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Database, notFound, type Actor } from '../../platform/index';
import { MemberType } from '../api/member.type';
import { OrganizationType } from '../api/organization.type';
import { Members } from '../storage/members';
import { OrganizationCards } from '../storage/organization-cards';

@ObjectType()
export class Me {
  @Field(() => MemberType)
  member!: MemberType;

  @Field(() => OrganizationType)
  organization!: OrganizationType;
}

@Resolver()
export class ShowMe {
  constructor(
    private readonly database: Database,
    private readonly members: Members,
    private readonly cards: OrganizationCards,
  ) {}

  @AllowSignedIn()
  @Query(() => Me)
  async me(@CurrentActor() actor: Actor): Promise<Me> {
    const member = await this.members.find(this.database, actor.memberId);
    const organization = await this.cards.find(this.database, actor.organizationId);
    if (!member || !organization) throw notFound();
    return { member, organization };
  }
}
