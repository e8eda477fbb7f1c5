import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Id, RequestScope, Timestamp, connectionOf } from '../../platform/index';
import { workText } from '../domain/work-texts';
import type { Role } from '../domain/role';
import { RoleEnum } from './enums';

@ObjectType('Task', { description: '待办: what waits for me' })
export class TaskType {
  @Field(() => Id)
  id!: string;

  @Field()
  kind!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field()
  subjectKind!: string;

  @Field()
  subjectId!: string;

  @Field(() => Timestamp)
  since!: Date;

  @Field(() => Timestamp, { nullable: true })
  until!: Date | null;
}

@ObjectType('NoticeDatum')
export class NoticeDatum {
  @Field()
  name!: string;

  @Field()
  value!: string;
}

@ObjectType('Notice', { description: '通知: what happened' })
export class NoticeType {
  @Field(() => Id)
  id!: string;

  @Field()
  kind!: string;

  @Field()
  subjectKind!: string;

  @Field()
  subjectId!: string;

  @Field(() => [NoticeDatum])
  data!: NoticeDatum[];

  @Field(() => Timestamp)
  at!: Date;

  @Field(() => Timestamp, { nullable: true })
  readAt!: Date | null;
}

export const TaskConnection = connectionOf(TaskType, 'Task');
export const NoticeConnection = connectionOf(NoticeType, 'Notice');

/** The words of a task in the caller's language. */
@Resolver(() => TaskType)
export class TaskTitle {
  @ResolveField(() => String)
  title(@Parent() task: TaskType, @Context('scope') scope: RequestScope): string {
    return workText(task.kind)[scope.locale];
  }
}

@Resolver(() => NoticeType)
export class NoticeTitle {
  @ResolveField(() => String)
  title(@Parent() notice: NoticeType, @Context('scope') scope: RequestScope): string {
    return workText(notice.kind)[scope.locale];
  }
}
