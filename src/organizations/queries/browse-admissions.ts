import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { AdmissionConnection, AdmissionType } from '../api/admission.type';
import { AdmissionStateEnum } from '../api/enums';
import { pairAfter } from '../api/keyset';
import type { AdmissionState } from '../domain/admission.states';
import { SupplierAdmissions } from '../storage/supplier-admissions.repository';

@Resolver()
export class BrowseAdmissions {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly admissions: SupplierAdmissions,
  ) {}

  @AllowSignedIn()
  @Query(() => AdmissionType)
  async admission(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<AdmissionType> {
    const found = await this.admissions.visibleTo(this.database, actor, id);
    if (!found) throw notFound(['id']);
    return found;
  }

  @AllowSignedIn()
  @Query(() => AdmissionConnection, {
    description: 'Suppliers: their own. Offices: of their region, longest waiting first.',
  })
  async admissionQueue(
    @Args() page: PageArgs,
    @Args('state', { type: () => AdmissionStateEnum, nullable: true }) state: AdmissionState | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AdmissionType>> {
    const request = readPage(this.cursors, 'admissions', page);
    const rows = await this.admissions.browse(this.database, actor, {
      state: state ?? null,
      after: pairAfter(request),
      fetch: request.fetch,
    });
    return pageOf(this.cursors, 'admissions', request, rows, {
      node: (row): AdmissionType => row,
      keyOf: (row) => [row.createdAt.toISOString(), row.id],
      totalCount: () => this.admissions.count(this.database, actor, state ?? null),
    });
  }
}
