import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { OrganizationNames } from '../../organizations/index';
import type { RequestScope } from '../../platform/index';
import { SubjectNames, type NamedSubject, type SubjectName } from '../storage/subject-names';
import { ResponsibilityGapType, ResponsibilityType } from './responsibility.type';

const SUBJECT = { nullable: true, description: 'The place, target or task in words' };
const OFFICE = {
  nullable: true,
  description: 'The office or organization in charge: it has to name who answers for it; null: there is none',
};
const keyOf = ({ regionCode, commitmentId, side, taskId }: NamedSubject) =>
  [regionCode, commitmentId, side, taskId].join(' ');

const loaded = (
  names: SubjectNames,
  scope: RequestScope,
  subject: NamedSubject,
): Promise<SubjectName | null> => {
  const make = () =>
    new DataLoader<NamedSubject, SubjectName | null, string>((all) => names.of(all), { cacheKeyFn: keyOf });
  return scope.loader(names, make).load(subject);
};

/** Who answers for something, by their names; a person has none here. */
@Resolver(() => ResponsibilityType)
export class ResponsibilityNames {
  constructor(
    private readonly subjects: SubjectNames,
    private readonly organizations: OrganizationNames,
  ) {}

  @ResolveField(() => String)
  organizationName(
    @Parent() { organizationId }: ResponsibilityType,
    @Context('scope') scope: RequestScope,
  ): Promise<string> {
    return this.organizations.of(scope, organizationId);
  }

  @ResolveField(() => String, SUBJECT)
  async subjectName(
    @Parent() subject: ResponsibilityType,
    @Context('scope') scope: RequestScope,
  ): Promise<string | null> {
    return (await loaded(this.subjects, scope, subject))?.[scope.locale] ?? null;
  }

  @ResolveField(() => String, OFFICE)
  async officeName(
    @Parent() subject: ResponsibilityType,
    @Context('scope') scope: RequestScope,
  ): Promise<string | null> {
    return (await loaded(this.subjects, scope, subject))?.office ?? null;
  }
}

/** What nobody answers for, and who has to name somebody. */
@Resolver(() => ResponsibilityGapType)
export class ResponsibilityGapNames {
  constructor(private readonly subjects: SubjectNames) {}

  @ResolveField(() => String, SUBJECT)
  async subjectName(
    @Parent() subject: ResponsibilityGapType,
    @Context('scope') scope: RequestScope,
  ): Promise<string | null> {
    return (await loaded(this.subjects, scope, subject))?.[scope.locale] ?? null;
  }

  @ResolveField(() => String, OFFICE)
  async officeName(
    @Parent() subject: ResponsibilityGapType,
    @Context('scope') scope: RequestScope,
  ): Promise<string | null> {
    return (await loaded(this.subjects, scope, subject))?.office ?? null;
  }
}
