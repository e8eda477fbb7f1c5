import { Args, Query, Resolver } from '@nestjs/graphql';
import { formatQuantity } from '../../../libs/money/src/index';
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
import { CallOffType } from '../api/call-off.type';
import { CallOffReader, type CallOffRow } from '../storage/call-off-reader';
import { FrameworkReader } from '../storage/framework-reader';
import { FRAMEWORK_READERS } from '../storage/framework-readers';

const CallOffConnection = connectionOf(CallOffType, 'CallOff');
const LIST = 'callOffs:byCalledOffAt';

/** 分批提货 of one framework agreement, newest first. */
@Resolver()
export class BrowseCallOffs {
  constructor(
    private readonly frameworks: FrameworkReader,
    private readonly reader: CallOffReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...FRAMEWORK_READERS)
  @Query(() => CallOffConnection)
  async callOffs(
    @Args('frameworkAgreementId', { type: () => Id }) frameworkId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CallOffType>> {
    if (!(await this.frameworks.visibleTo(actor, frameworkId))) throw notFound(['frameworkAgreementId']);
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, frameworkId, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: shown,
      keyOf: (row) => [toShanghaiIso(row.calledOffAt), row.orderId],
      totalCount: () => this.reader.count(actor, frameworkId),
    });
  }
}

function shown(row: CallOffRow): CallOffType {
  return {
    ...row,
    lines: row.lines.map(({ frameworkLineId, unit, calledOff, held }) => ({
      frameworkLineId,
      calledOff: formatQuantity(BigInt(calledOff), unit),
      held: formatQuantity(BigInt(held), unit),
    })),
  };
}
