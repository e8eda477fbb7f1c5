import ts from 'typescript';
import { isTest, walk, type Rule, type SourceModule } from './source-tree';

/** A name that says money, weight, volume, count or area in its smallest unit, or the amount itself. */
const AMOUNT =
  /^(fen|grams|millilitres|base|si|amount|quantity)$|(Fen|FenPer[A-Z]\w*|Grams|Millilitres|Base|AreaSi|Amount|Quantity)s?$|^(fen|grams)(Per[A-Z]\w*|Of[A-Z]\w*)?$/;
/** Whole numbers about amounts that are none: how many there are, or an amount already put into words. */
const NONE = /^(?:count|number|index)|(?:Count|Index|Text|Unit|Code)$/;

const saysAmount = (name: string) => AMOUNT.test(name) && !NONE.test(name);

/** Names in the expression that say an amount, outermost calls included: `order.goodsFen`, `fenOf(x)`. */
function amountsIn(node: ts.Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (ts.isIdentifier(inner) && saysAmount(inner.text) && !isKept(inner)) found = true;
  });
  return found;
}

/** `rows.length` and the like ask about something else than the amount. */
function isKept({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent.parent) && parent.parent.name.text === 'length';
}

type Complain = (node: ts.Node, module: SourceModule) => string | null;

const each =
  (complain: Complain): Rule =>
  (modules) =>
    modules.filter(({ path }) => !isTest(path)).flatMap((module) => complaintsOf(module, complain));

function complaintsOf(module: SourceModule, complain: Complain): string[] {
  const complaints: string[] = [];
  walk(module.tree, (node) => {
    const complaint = complain(node, module);
    if (complaint === null) return;
    const { line } = module.tree.getLineAndCharacterOfPosition(node.getStart());
    complaints.push(`${module.path}:${line + 1}: ${complaint}`);
  });
  return complaints;
}

const isNumberType = (type: ts.TypeNode | undefined): boolean => {
  if (!type) return false;
  if (type.kind === ts.SyntaxKind.NumberKeyword) return true;
  if (ts.isUnionTypeNode(type)) return type.types.some(isNumberType);
  return ts.isArrayTypeNode(type) ? isNumberType(type.elementType) : false;
};

/** I14: `priceFen: number`, `function yuan(fen: number)`, `freightFen = 0`, `goodsFen(): number`. */
export const amountsAreBigint: Rule = each((node) => {
  const declares =
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node);
  if (!declares || !node.name || !ts.isIdentifier(node.name) || !saysAmount(node.name.text)) return null;
  if (isNumberType(node.type)) return `${node.name.text} is a number`;
  const given = 'initializer' in node ? node.initializer : undefined;
  return given && ts.isNumericLiteral(given) ? `${node.name.text} begins as a number` : null;
});

const MAKES_NUMBERS = /^(Number|parseFloat|parseInt|Number\.parse(Float|Int)|Math\.\w+)$/;

/** I14: `Number(fen)`, `Math.round(priceFen * 1.1)`, `+fen`: what is exact does not become a float on its way. */
export const amountsStayExact: Rule = each((node) => {
  if (ts.isCallExpression(node) && MAKES_NUMBERS.test(node.expression.getText()))
    return node.arguments.some(amountsIn) ? node.getText().slice(0, 60) : null;
  const plus = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken;
  return plus && amountsIn(node.operand) ? node.getText().slice(0, 60) : null;
});

const ARITHMETIC = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
]);

/** I14: `fen / 100`, `grams * 0.97`: a number beside an amount makes a float of it. */
export const noFloatArithmetic: Rule = each((node) => {
  if (!ts.isBinaryExpression(node) || !ARITHMETIC.has(node.operatorToken.kind)) return null;
  const { left, right } = node;
  const mixed =
    (ts.isNumericLiteral(right) && amountsIn(left)) || (ts.isNumericLiteral(left) && amountsIn(right));
  return mixed ? node.getText().slice(0, 60) : null;
});

/** No float is written out as if it were exact. Seconds are told like this: `src/commands/saying.ts`. */
export const nothingIsRoundedIntoText: Rule = each((node, { path }) =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'toFixed' && path !== 'src/commands/saying.ts'
    ? 'toFixed'
    : null,
);

const COLUMNS_OF_NUMBERS = new Set(['Int', 'Float']);

/** A column or GraphQL field `@Int() goodsFen`, `@Field(() => Int) priceFen`. */
export const amountsAreNoIntColumns: Rule = each((node) => {
  if (!ts.isPropertyDeclaration(node) || !ts.isIdentifier(node.name) || !saysAmount(node.name.text))
    return null;
  const told = (ts.getDecorators(node) ?? []).map((one) => one.expression.getText());
  const wrong = told.some((text) =>
    [...COLUMNS_OF_NUMBERS].some((kind) => new RegExp(`\\b${kind}\\b`).test(text)),
  );
  return wrong ? `${node.name.text} is kept as ${told.join(' ')}` : null;
});

const INEXACT_SQL =
  /::\s*(float[48]?|real|double precision|money)\b|\b(?:double precision|float[48]|real)\b(?=[\s,)]*(?:NOT NULL|,|\)|DEFAULT))/i;
const INT_OF_AMOUNT = /\b\w*(?:_fen|_base|_si|\bfen)\)?::\s*int(?:eger|[24])?\b/i;

/** Seconds that have passed are measured, not counted. */
const AGE = /extract\(epoch [^;]*?::float8/gi;

/** SQL counts exactly, too: bigint, and numeric between; a sum of fen is no int4. */
export const sqlCountsExactly: Rule = each((node) => {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateLiteral(node)) return null;
  if (ts.isTemplateExpression(node.parent)) return null;
  const sql = node.getText().replace(AGE, '');
  const found = INEXACT_SQL.exec(sql) ?? INT_OF_AMOUNT.exec(sql);
  return found ? `SQL says ${found[0].trim()}` : null;
});

/** Columns as the database has them: amounts are bigint, and nothing at all is a float. */
export interface ColumnFact {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const AMOUNT_COLUMN = /(^|_)(fen|base|grams|si|amount|target|limit)$/;
const FLOATS = new Set(['real', 'double precision', 'money']);

export function inexactColumns(columns: readonly ColumnFact[], exact: ReadonlySet<string>): string[] {
  return columns.flatMap(({ table, column, type }) => {
    const name = `${table}.${column}`;
    if (FLOATS.has(type)) return [`${name} is ${type}`];
    if (type === 'numeric' && !exact.has(name)) return [`${name} is numeric`];
    return AMOUNT_COLUMN.test(column) && /^(integer|smallint|numeric|text)$/.test(type) && !exact.has(name)
      ? [`${name} is ${type}`]
      : [];
  });
}
