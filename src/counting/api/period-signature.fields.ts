import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganizationNames } from '../../organizations/index';
import type { RequestScope } from '../../platform/index';
import { PeriodSignature } from './counting-period.type';

/** Under a month stands an organization, not a person. */
@Resolver(() => PeriodSignature)
export class PeriodSignatureFields {
  constructor(private readonly names: OrganizationNames) {}

  @ResolveField(() => String)
  organizationName(
    @Parent() { organizationId }: PeriodSignature,
    @Context('scope') scope: RequestScope,
  ): Promise<string> {
    return this.names.of(scope, organizationId);
  }
}
