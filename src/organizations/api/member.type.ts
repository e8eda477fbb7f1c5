import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, connectionOf } from '../../platform/index';
import type { Role } from '../domain/role';
import { RoleEnum } from './enums';

@ObjectType('Member')
export class MemberType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field()
  login!: string;

  @Field()
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'The last four digits; the rest is never answered' })
  phone!: string | null;

  @Field(() => [RoleEnum])
  roles!: Role[];

  @Field()
  active!: boolean;

  @Field(() => Int)
  version!: number;
}

export const MemberConnection = connectionOf(MemberType, 'Member');
