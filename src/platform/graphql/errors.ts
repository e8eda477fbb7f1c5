import { GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/** Texts of the errors that are no refusals; the formatter picks the caller's language. */
export const errorTexts = new Map<string, { zh: string; en: string }>([
  ['UNAUTHENTICATED', { zh: '请先登录', en: 'Please sign in' }],
  ['FORBIDDEN', { zh: '没有权限执行此操作', en: 'You may not do this' }],
  ['NOT_FOUND', { zh: '记录不存在', en: 'There is no such record' }],
  ['BAD_USER_INPUT', { zh: '输入有误', en: 'Invalid input' }],
  ['GRAPHQL_PARSE_FAILED', { zh: '查询语法有误', en: 'The query does not parse' }],
  ['GRAPHQL_VALIDATION_FAILED', { zh: '查询与接口定义不符', en: 'The query does not fit the schema' }],
  [
    'OPERATION_RESOLUTION_FAILURE',
    { zh: '无法确定要执行的操作', en: 'Which operation is meant is not clear' },
  ],
  ['TOO_MANY_REQUESTS', { zh: '请求过多，请稍后再试', en: 'Too many requests: please try again later' }],
  ['BAD_REQUEST', { zh: '请求有误', en: 'Bad request' }],
  ['UNAVAILABLE', { zh: '系统繁忙，请稍后重试', en: 'The service is busy: please try again shortly' }],
  [
    'STORAGE_FULL',
    {
      zh: '文件存储空间已满，文件未保存，请稍后再传',
      en: 'There is no room for files left and this one was not kept: please try again later',
    },
  ],
  ['INTERNAL', { zh: '系统出错，请稍后重试', en: 'Something went wrong on our side: please try again' }],
]);

function coded(code: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(errorTexts.get(code)?.en ?? code, { extensions: { code, ...extensions } });
}

export const unauthenticated = () => coded('UNAUTHENTICATED');
/** No room for files; nothing of this one is kept. */
export const storageFull = () => coded('STORAGE_FULL');
export const forbidden = () => coded('FORBIDDEN');
/** One answer for "not there" and "not yours". */
export const notFound = (path?: Path) => coded('NOT_FOUND', path ? { path } : {});
export const badInput = (path: Path, detail: { zh: string; en: string }) =>
  coded('BAD_USER_INPUT', { path, detail });

/** Refused with 400 before anything is executed. */
export const tooLarge = (detail: { zh: string; en: string }) =>
  new GraphQLError(detail.en, { extensions: { code: 'QUERY_TOO_LARGE', detail, http: { status: 400 } } });

/** Not now: 429 and when to come again. */
export const tooBusy = (retryAfterSeconds: number) =>
  coded('TOO_MANY_REQUESTS', {
    http: { status: 429, headers: new Map([['retry-after', String(retryAfterSeconds)]]) },
  });
