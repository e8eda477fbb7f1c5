import { GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/** Texts of the errors that are no refusals; the formatter picks the caller's language. */
export const errorTexts = new Map<string, { zh: string; en: string }>([
  ['UNAUTHENTICATED', { zh: '请先登录', en: 'Please sign in' }],
  ['FORBIDDEN', { zh: '没有权限执行此操作', en: 'You may not do this' }],
  ['NOT_FOUND', { zh: '记录不存在', en: 'There is no such record' }],
  ['BAD_USER_INPUT', { zh: '输入有误', en: 'Invalid input' }],
  ['INTERNAL', { zh: '系统出错，请稍后重试', en: 'Something went wrong on our side: please try again' }],
]);

function coded(code: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(errorTexts.get(code)?.en ?? code, { extensions: { code, ...extensions } });
}

export const unauthenticated = () => coded('UNAUTHENTICATED');
export const forbidden = () => coded('FORBIDDEN');
/** One answer for "not there" and "not yours". */
export const notFound = (path?: Path) => coded('NOT_FOUND', path ? { path } : {});
export const badInput = (path: Path, detail: { zh: string; en: string }) =>
  coded('BAD_USER_INPUT', { path, detail });
