interface Texts {
  readonly zh: string;
  readonly en: string;
}

// GraphQL ends its sentence about a bad variable with one of these; what stands before holds the caller's data.
const FAULTS: readonly (readonly [RegExp, (name: string, type: string) => Texts])[] = [
  [
    /Field "(\w+)" of required type "([\w![\]]+)" was not provided\.$/,
    (name, type) => ({ zh: `缺少必填字段 ${name}（${type}）`, en: `${name} is required (${type})` }),
  ],
  [
    /Variable "\$(\w+)" of required type "([\w![\]]+)" was not provided\.$/,
    (name, type) => ({ zh: `缺少变量 ${name}（${type}）`, en: `The variable ${name} is required (${type})` }),
  ],
  [
    /Field "(\w+)" is not defined by type "(\w+)"\.(?: Did you mean [^?]*\?)?$/,
    (name, type) => ({ zh: `${type} 没有字段 ${name}`, en: `${type} has no field ${name}` }),
  ],
  [
    /(does not exist in) "(\w+)" enum\.(?: Did you mean [^?]*\?)?$/,
    (_, type) => ({ zh: `不是 ${type} 的取值`, en: `Not one of the values of ${type}` }),
  ],
  [
    /(Enum) "(\w+)" cannot represent .*$/,
    (_, type) => ({ zh: `不是 ${type} 的取值`, en: `Not one of the values of ${type}` }),
  ],
  [
    /^(Argument) "\w+" of non-null type "([\w![\]]+)" must not be null\.$/,
    (_, type) => ({ zh: `不能为空（${type}）`, en: `May not be null (${type})` }),
  ],
  [
    /(Expected non-nullable type) "([\w![\]]+)" not to be null\.$/,
    (_, type) => ({ zh: `不能为空（${type}）`, en: `May not be null (${type})` }),
  ],
];

/** What is wrong with a variable, said without the value it had: that may be a password. */
export function inputFault(message: string): Texts | undefined {
  for (const [pattern, say] of FAULTS) {
    const [, name, type] = pattern.exec(message) ?? [];
    if (name !== undefined && type !== undefined) return say(name, type);
  }
  return undefined;
}
