import { refuse, type BilingualText, type Refusal, type RefusalPath } from '../../workflow/src/index';

const TEXTS = {
  AMOUNT_MALFORMED: {
    zh: '金额格式不正确，应如 12345.67，整数部分不超过 15 位',
    en: 'The amount is malformed; write it like 12345.67, with at most 15 digits before the point',
  },
  AMOUNT_NEGATIVE: { zh: '金额不能为负数', en: 'The amount must not be negative' },
  AMOUNT_TOO_PRECISE: {
    zh: '金额的小数位数超过该币种的最小单位',
    en: 'The amount has more decimals than its currency',
  },
  AMOUNT_OUT_OF_RANGE: { zh: '金额超出允许范围', en: 'The amount is out of range' },
  CURRENCY_UNKNOWN: { zh: '不支持的币种', en: 'The currency is not supported' },
  CURRENCY_MISMATCH: { zh: '币种不一致', en: 'The currencies differ' },
  QUANTITY_MALFORMED: {
    zh: '数量格式不正确，应如 12.500',
    en: 'The quantity is malformed; write it like 12.500',
  },
  QUANTITY_NOT_WHOLE: {
    zh: '数量不是基本单位的整数倍',
    en: 'The quantity is not a whole number of base units',
  },
  QUANTITY_OUT_OF_RANGE: { zh: '数量超出允许范围', en: 'The quantity is out of range' },
  UNIT_UNKNOWN: {
    zh: '不支持的计量单位，请填单位代码，如 kg（千克）、t（吨）、jin（斤）、carton（箱）、mu（亩）',
    en: 'The unit is not supported; write its code, such as kg, t, jin, carton or mu',
  },
  UNIT_MISMATCH: { zh: '计量单位不能相互换算', en: 'The units cannot be converted into each other' },
  LADDER_EMPTY: { zh: '阶梯价至少需要一档', en: 'A price ladder needs at least one step' },
  LADDER_QUANTITY_NEGATIVE: { zh: '阶梯价的起始数量不能为负数', en: 'A step must not start below zero' },
  LADDER_NOT_ASCENDING: {
    zh: '阶梯价的起始数量必须逐档递增',
    en: 'The steps must start at rising quantities',
  },
  LADDER_PRICE_NOT_POSITIVE: { zh: '阶梯价的单价必须大于零', en: 'The price of a step must be above zero' },
  LADDER_PRICE_RISES: { zh: '数量增加时单价不得上涨', en: 'The price must not rise with the quantity' },
} as const;

export type MoneyErrorCode = keyof typeof TEXTS;

/** An amount, quantity, unit or ladder that cannot be taken; `path` is relative to the value that was given. */
export class MoneyError extends Error implements Refusal<MoneyErrorCode> {
  readonly code: MoneyErrorCode;
  readonly path: RefusalPath;

  constructor(code: MoneyErrorCode, path: RefusalPath = []) {
    super(code);
    this.name = new.target.name;
    this.code = code;
    this.path = path;
  }

  get texts(): BilingualText {
    return TEXTS[this.code];
  }

  /** The error as a plain refusal, reported below `prefix`. */
  asRefusal(prefix: RefusalPath = []): Refusal<MoneyErrorCode> {
    return { code: this.code, path: [...prefix, ...this.path], texts: this.texts };
  }
}

/** Runs what may throw a MoneyError and refuses it below the input path instead. */
export function orRefused<Value>(path: RefusalPath, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof MoneyError) refuse(error.asRefusal(path));
    throw error;
  }
}

/** The amount does not fit PostgreSQL's bigint. */
export class AmountOutOfRange extends MoneyError {
  constructor(path: RefusalPath = []) {
    super('AMOUNT_OUT_OF_RANGE', path);
  }
}

/** The quantity does not fit PostgreSQL's bigint. */
export class QuantityOutOfRange extends MoneyError {
  constructor(path: RefusalPath = []) {
    super('QUANTITY_OUT_OF_RANGE', path);
  }
}
