import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { pairAfter } from '../api/keyset';
import { NoticeConnection, NoticeType, TaskConnection, TaskType } from '../api/task.type';
import { WorkLists } from '../storage/work-lists';

@Resolver()
export class ListMyWork {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly lists: WorkLists,
  ) {}

  @AllowSignedIn()
  @Query(() => TaskConnection, { description: '我的待办, longest waiting first' })
  async myTasks(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<TaskType>> {
    const request = readPage(this.cursors, 'myTasks', page);
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.lists.tasks(this.database, actor, keyset);
    return pageOf<TaskType, TaskType>(this.cursors, 'myTasks', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.since.toISOString(), row.id],
      totalCount: () => this.lists.countTasks(this.database, actor),
    });
  }

  @AllowSignedIn()
  @Query(() => NoticeConnection, { description: '我的通知, latest first' })
  async myNotices(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<NoticeType>> {
    const request = readPage(this.cursors, 'myNotices', page);
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.lists.notices(this.database, actor, keyset);
    return pageOf(this.cursors, 'myNotices', request, rows, {
      node: ({ data, ...row }): NoticeType => ({
        ...row,
        data: Object.entries(data).map(([name, value]) => ({ name, value })),
      }),
      keyOf: (row) => [row.at.toISOString(), row.id],
      totalCount: () => this.lists.countNotices(this.database, actor),
    });
  }
}
