import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganizationNames } from '../../organizations/index';
import type { RequestScope } from '../../platform/index';
import { ExportRecordType } from './export-record.type';

/** Whose table it was; the person stays an id. */
@Resolver(() => ExportRecordType)
export class ExportRecordFields {
  constructor(private readonly names: OrganizationNames) {}

  @ResolveField(() => String)
  organizationName(
    @Parent() { organizationId }: ExportRecordType,
    @Context('scope') scope: RequestScope,
  ): Promise<string> {
    return this.names.of(scope, organizationId);
  }
}
