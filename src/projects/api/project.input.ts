import { Field, InputType, Int } from '@nestjs/graphql';
import { UsccText } from '../../organizations/index';
import { BusinessDay, Id, MoneyInput, ShortText } from '../../platform/index';
import type { ProjectEvidenceKind } from '../domain/project-sources';
import { ProjectEvidenceKindEnum } from './project.enums';

@InputType({ description: 'What is said of a project until it is signed' })
export class ParkProjectTermsInput {
  @Field(() => ShortText)
  title!: string;

  @Field(() => ShortText, { description: 'GB/T 4754' })
  industryCode!: string;

  @Field(() => MoneyInput, { description: 'Planned; once signed, as signed' })
  investment!: MoneyInput;

  @Field(() => Int)
  plannedJobs!: number;

  @Field(() => Int, { nullable: true, description: 'Land it takes, in square metres' })
  landM2?: number | null;

  @Field(() => Id, {
    nullable: true,
    description: 'The pairing it may count for; its east sees it once signed',
  })
  pairingId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of the agreement it may count for' })
  countingYear?: number | null;
}

@InputType({
  description: 'An organization of the platform, or an enterprise by name and code: one of the two',
})
export class InvestorInput {
  @Field(() => Id, { nullable: true })
  organizationId?: string | null;

  @Field(() => ShortText, { nullable: true })
  name?: string | null;

  @Field(() => UsccText, { nullable: true, description: '统一社会信用代码' })
  uscc?: string | null;
}

@InputType()
export class IssuerInput {
  @Field(() => ShortText)
  name!: string;

  @Field(() => UsccText, { description: '统一社会信用代码; by it sources are told apart' })
  uscc!: string;
}

@InputType()
export class ProjectEvidenceInput {
  @Field(() => ProjectEvidenceKindEnum)
  kind!: ProjectEvidenceKind;

  @Field(() => Id, { description: 'An own upload' })
  fileId!: string;

  @Field(() => [IssuerInput], { description: 'Whoever issued or signed it' })
  issuers!: IssuerInput[];

  @Field(() => ShortText)
  documentNo!: string;

  @Field(() => BusinessDay)
  issuedOn!: string;
}

@InputType({ description: 'The enterprise founded here, which counts once by its code' })
export class ProjectEnterpriseInput {
  @Field(() => ShortText)
  name!: string;

  @Field(() => UsccText)
  uscc!: string;
}
