import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { FrameworkAgreementType, FrameworkStateEnum } from '../api/framework-agreement.type';
import type { FrameworkState } from '../domain/framework.states';
import { FrameworkReader, type FrameworkRow } from '../storage/framework-reader';
import { FRAMEWORK_READERS } from '../storage/framework-readers';

@InputType()
export class FrameworkAgreementFilter {
  @Field(() => [FrameworkStateEnum], { nullable: true })
  states?: FrameworkState[] | null;

  @Field(() => Id, { nullable: true, description: 'The buyer or the supplier of it' })
  partnerId?: string | null;
}

const FrameworkAgreementConnection = connectionOf(FrameworkAgreementType, 'FrameworkAgreement');
const LIST = 'frameworkAgreements:byCreatedAt';

/** 框架协议 of one's own side, newest first. */
@Resolver()
export class BrowseFrameworkAgreements {
  constructor(
    private readonly reader: FrameworkReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...FRAMEWORK_READERS)
  @Query(() => FrameworkAgreementType)
  async frameworkAgreement(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkRow> {
    const framework = await this.reader.visibleTo(actor, id);
    if (!framework) throw notFound(['id']);
    return framework;
  }

  @Allow(...FRAMEWORK_READERS)
  @Query(() => FrameworkAgreementConnection)
  async frameworkAgreements(
    @Args() page: PageArgs,
    @Args('filter', { type: () => FrameworkAgreementFilter, nullable: true })
    filter: FrameworkAgreementFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<FrameworkRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = { states: filter?.states ?? null, partnerId: filter?.partnerId ?? null };
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.createdAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
