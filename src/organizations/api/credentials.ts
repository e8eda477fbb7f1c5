import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function credential(
  name: string,
  description: string,
  detail: { zh: string; en: string },
  accepts: (text: string) => boolean,
): GraphQLScalarType<string> {
  const read = (value: unknown): string => {
    if (typeof value !== 'string' || !accepts(value))
      throw new GraphQLError(detail.en, { extensions: { code: 'BAD_USER_INPUT', detail } });
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Taken as typed: nothing is trimmed. Whether a new one is strong enough is a refusal, not a form. */
export const Password = credential(
  'Password',
  '1 to 200 characters, as typed',
  { zh: '密码应为 1–200 个字符', en: 'A password has 1 to 200 characters' },
  (text) => text.length > 0 && text.length <= 200,
);
export const LoginName = credential(
  'LoginName',
  'Account name: 3 to 40 of a–z, 0–9, - _ . beginning with a letter',
  { zh: '账号名为 3–40 个小写字母、数字或 -_.', en: 'An account name has 3 to 40 of a–z, 0–9, - _ .' },
  (text) => /^[a-z][a-z0-9._-]{2,39}$/.test(text),
);
export const Phone = credential(
  'Phone',
  'Telephone number of 5 to 20 digits; it is never answered in full',
  { zh: '电话号码无效', en: 'Not a telephone number' },
  (text) => /^\+?\d[\d -]{3,22}\d$/.test(text) && text.replace(/\D/g, '').length <= 20,
);
export const SecretToken = credential(
  'SecretToken',
  'A token this house gave out',
  { zh: '令牌格式无效', en: 'Not a token of this house' },
  (text) => /^[\w-]{20,100}$/.test(text),
);
export const UsccText = credential(
  'Uscc',
  '统一社会信用代码, GB 32100: 18 characters',
  { zh: '统一社会信用代码为 18 位', en: 'A USCC has 18 characters' },
  (text) => /^[0-9A-Z]{18}$/.test(text),
);
export const BankAccountNumber = credential(
  'BankAccountNumber',
  '8 to 30 digits; answered only by its last four',
  { zh: '银行账号应为 8–30 位数字', en: 'A bank account number has 8 to 30 digits' },
  (text) => /^\d{8,30}$/.test(text),
);
