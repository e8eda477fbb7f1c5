import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, RegionCode, connectionOf } from '../../platform/index';
import type { OrganizationKind, Side } from '../domain/organization-kind';
import { OrganizationKindEnum, SideEnum } from './enums';

@ObjectType('Organization', { description: '机构: the card every member may see' })
export class OrganizationType {
  @Field(() => Id)
  id!: string;

  @Field(() => OrganizationKindEnum)
  kind!: OrganizationKind;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码' })
  uscc!: string | null;

  @Field(() => RegionCode)
  regionCode!: string;

  @Field(() => SideEnum, { nullable: true })
  side!: Side | null;

  @Field(() => Id, { nullable: true, description: 'The organization it is a subordinate unit of' })
  parentId!: string | null;

  @Field({ description: '演示数据' })
  demonstration!: boolean;

  @Field(() => Int)
  version!: number;
}

export const OrganizationConnection = connectionOf(OrganizationType, 'Organization');
