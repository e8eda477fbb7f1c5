import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isBusinessDate, toShanghaiIso } from '../clock/business-date';
import { holdsPersonalNumber } from '../privacy/personal-numbers';

type Texts = { zh: string; en: string };

const refuseValue = (detail: Texts, nodes?: ValueNode) =>
  new GraphQLError(detail.en, { nodes, extensions: { code: 'BAD_USER_INPUT', detail } });

/** A scalar that travels as a string and is checked on the way in; the input path is added by GraphQL. */
function textScalar(
  name: string,
  description: string,
  read: (text: string) => string,
  detail: Texts,
): GraphQLScalarType<string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw refuseValue(detail);
    return read(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => (value instanceof Date ? toShanghaiIso(value) : String(value)),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => {
      try {
        return parse(node.kind === Kind.STRING ? node.value : undefined);
      } catch {
        throw refuseValue(detail, node); // with its place in the document
      }
    },
  });
}

function matching(form: RegExp, detail: Texts): (text: string) => string {
  return (text) => {
    if (!form.test(text)) throw refuseValue(detail);
    return text;
  };
}

// Controls, separators, unpaired surrogates, directional overrides and what else cannot be seen; joiners may stand inside words.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\u200c\u200d])\p{Cf}/u;
const FORBIDDEN_IN_NOTES =
  /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\u200c\u200d])\p{Cf}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

function plainText(maximum: number, forbidden: RegExp, detail: Texts): (text: string) => string {
  return (text) => {
    const tidy = text.normalize('NFC').trim();
    if (!VISIBLE.test(tidy) || Array.from(tidy).length > maximum || forbidden.test(tidy))
      throw refuseValue(detail);
    return tidy;
  };
}

const uuidDetail = { zh: '不是有效的编号', en: 'Not a valid id' };
/** UUID of a record. */
export const Id = textScalar(
  'UUID',
  'Id of a record',
  (text) =>
    matching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      uuidDetail,
    )(text.toLowerCase()),
  uuidDetail,
);

const decimalDetail = {
  zh: '应为十进制数字，如 "12.50"，不带正负号，整数不超过 18 位，小数不超过 6 位',
  en: 'A decimal number such as "12.50" is expected: no sign, at most 18 digits before and 6 after the point',
};
export const Decimal = textScalar(
  'Decimal',
  'Exact decimal number as a string: no exponent, no sign, at most 18 digits before and 6 after the point',
  matching(/^(0|[1-9]\d{0,17})(\.\d{1,6})?$/, decimalDetail),
  decimalDetail,
);

const signedDetail = {
  zh: '应为十进制数字，如 "-12.50"',
  en: 'A decimal number such as "-12.50" is expected',
};
/** Only for answers: balances and differences may be negative. */
export const SignedDecimal = textScalar(
  'SignedDecimal',
  'Exact decimal number as a string, may be negative',
  matching(/^-?\d+(\.\d+)?$/, signedDetail),
  signedDetail,
);

const dayDetail = { zh: '应为日期，如 "2026-03-31"', en: 'A date such as "2026-03-31" is expected' };
export const BusinessDay = textScalar(
  'BusinessDay',
  'Calendar day in Asia/Shanghai, YYYY-MM-DD',
  (text) => {
    if (!isBusinessDate(text)) throw refuseValue(dayDetail);
    return text;
  },
  dayDetail,
);

const instantDetail = {
  zh: '应为带时区的时间，如 "2026-03-31T09:00:00+08:00"',
  en: 'A time with offset such as "2026-03-31T09:00:00+08:00" is expected',
};
export const Timestamp = textScalar(
  'Timestamp',
  'ISO 8601 with offset; answers are in +08:00',
  (text) => {
    const form =
      /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text);
    if (!form || !isBusinessDate(form[1] ?? '') || Number.isNaN(Date.parse(text)))
      throw refuseValue(instantDetail);
    return text;
  },
  instantDetail,
);

const shortDetail = {
  zh: '文本应为 1–100 个字符，不含控制字符',
  en: 'Text of 1 to 100 characters without control characters is expected',
};
export const ShortText = textScalar(
  'ShortText',
  'One line of 1–100 characters',
  plainText(100, FORBIDDEN, shortDetail),
  shortDetail,
);

const noteForm = plainText(2000, FORBIDDEN_IN_NOTES, {
  zh: '文本应为 1–2000 个字符，不含控制字符',
  en: 'Text of 1 to 2000 characters without control characters is expected',
});
const noteDetail = {
  zh: '文本应为 1–2000 个字符，不含控制字符，也不得含手机号、身份证号或银行卡号',
  en: 'Text of 1 to 2000 characters without control characters and without phone, identity or card numbers is expected',
};
/** Kept as it is written: what must be encrypted has no place in it. */
export const NoteText = textScalar(
  'NoteText',
  'Text of 1–2000 characters without phone, identity or card numbers; line breaks allowed',
  (text) => {
    const note = noteForm(text);
    if (holdsPersonalNumber(note)) throw refuseValue(noteDetail);
    return note;
  },
  noteDetail,
);

const sealedDetail = {
  zh: '文本应为 1–2000 个字符，不含控制字符',
  en: 'Text of 1 to 2000 characters without control characters is expected',
};
/** For words of others that are kept encrypted: whatever stands in them. */
export const SealedText = textScalar(
  'SealedText',
  'Text of 1–2000 characters, kept encrypted; line breaks allowed',
  noteForm,
  sealedDetail,
);

const keyDetail = {
  zh: '幂等键应为 8–100 个字母、数字或 -_.:',
  en: 'An idempotency key has 8 to 100 letters, digits or -_.:',
};
export const IdempotencyKey = textScalar(
  'IdempotencyKey',
  'Chosen by the client; the same key and input give the same result',
  matching(/^[\w.:-]{8,100}$/, keyDetail),
  keyDetail,
);

const regionDetail = { zh: '行政区划代码为 6 位数字', en: 'A region code has 6 digits' };
export const RegionCode = textScalar(
  'RegionCode',
  'Six-digit GB/T 2260 code',
  matching(/^\d{6}$/, regionDetail),
  regionDetail,
);

const cursorDetail = { zh: '游标无效', en: 'Not a cursor of this list' };
/** Where a page ended; Cursors checks whether it wrote it. */
export const Cursor = textScalar(
  'Cursor',
  'Opaque; taken from a page of the same list',
  matching(/^[\w-]{17,1000}$/, cursorDetail),
  cursorDetail,
);
