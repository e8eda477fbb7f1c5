import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { ResponsibilityGapNames, ResponsibilityNames } from './api/responsibility-names.fields';
import { ResponsibilityReader } from './api/responsibility-reader';
import { AssignResponsibility, AssignResponsibilityResolver } from './commands/assign-responsibility';
import { EndResponsibility, EndResponsibilityResolver } from './commands/end-responsibility';
import { HandOverResponsibility, HandOverResponsibilityResolver } from './commands/hand-over-responsibility';
import { BrowseResponsibilities } from './queries/browse-responsibilities';
import { Gaps } from './storage/gaps';
import { Owners } from './storage/owners';
import { ResponsibilityDesk } from './storage/responsibility-desk';
import { SubjectNames } from './storage/subject-names';
import { Responsibility } from './storage/responsibility.entity';

const useCases = [AssignResponsibility, HandOverResponsibility, EndResponsibility];
const resolvers = [
  AssignResponsibilityResolver,
  HandOverResponsibilityResolver,
  EndResponsibilityResolver,
  BrowseResponsibilities,
  ResponsibilityNames,
  ResponsibilityGapNames,
];

/** 责任制: every place, target and alert has one person who answers for it, from day to day; what has none is listed. */
@Module({
  imports: [TypeOrmModule.forFeature([Responsibility]), RegionsModule, OrganizationsModule, PairingModule],
  providers: [
    Owners,
    Gaps,
    SubjectNames,
    ResponsibilityDesk,
    ResponsibilityReader,
    ...useCases,
    ...resolvers,
  ],
  exports: [Owners, ...useCases],
})
export class ResponsibilityModule {}
