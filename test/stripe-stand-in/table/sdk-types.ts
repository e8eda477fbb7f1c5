import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Shape } from './api-table';

const SDK = path.dirname(require.resolve('stripe')); // …/stripe/cjs
const ALIASES = new Map<string, Shape>([
  ['Metadata', 'map'],
  ['MetadataParam', 'map'],
  ['Data.Object', 'map'],
  ['Data.PreviousAttributes', 'map'],
]);
/** A longer enumeration (types of events, codes of errors) is text: the stand-in gives few of its values. */
const LONGEST_ENUMERATION = 25;

type Named = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** What is written in one of the SDK's declaration files, found by its full name (`Charge.Outcome`). */
function readFile(file: string, named: Map<string, Named>): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  const visit = (statements: readonly ts.Statement[], within: string) => {
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        named.set(`${within}${statement.name.text}`, statement);
      if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body))
        visit(statement.body.statements, `${within}${statement.name.text}.`);
    }
  };
  visit(source.statements, '');
}

/** Decides which optional properties the compact table keeps; `where` is the full name of what they belong to. */
export type Keeps = (where: string, property: string) => boolean;

export class SdkTypes {
  private readonly named = new Map<string, Named>();

  constructor(
    files: readonly string[],
    /** Objects of the table: other objects name them, and hold their id or, expanded, the whole. */
    private readonly objects: ReadonlySet<string>,
    private readonly keeps: Keeps,
  ) {
    readFile(path.join(SDK, 'shared.d.ts'), this.named);
    for (const file of files) readFile(path.join(SDK, `resources/${file}.d.ts`), this.named);
  }

  /** The shape of an interface; what it extends comes first. */
  shapeOf(name: string): Record<string, Shape> {
    const found = this.named.get(name);
    if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`The SDK has no interface ${name}`);
    const shape: Record<string, Shape> = {};
    for (const clause of found.heritageClauses ?? [])
      for (const type of clause.types) Object.assign(shape, this.shapeOf(type.expression.getText()));
    for (const member of found.members) {
      if (!ts.isPropertySignature(member) || !member.type) continue;
      const property = member.name.getText();
      const optional = member.questionToken !== undefined;
      if (optional && !this.keeps(name, property)) continue;
      shape[optional ? `${property}?` : property] = this.read(member.type, name);
    }
    return shape;
  }

  private read(type: ts.TypeNode, within: string): Shape {
    if (ts.isUnionTypeNode(type)) return oneOf(type.types.map((part) => this.read(part, within)));
    if (ts.isLiteralTypeNode(type))
      return ts.isStringLiteral(type.literal) ? `'${type.literal.text}'` : type.literal.getText();
    if (ts.isTypeReferenceNode(type)) return this.readReference(type, within);
    return type.getText();
  }

  private readReference(type: ts.TypeReferenceNode, within: string): Shape {
    const name = type.typeName.getText();
    const [argument] = type.typeArguments ?? [];
    if (argument && name === 'Array') return ['array', this.read(argument, within)];
    if (argument && name === 'ApiList') return ['list', this.read(argument, within)];
    if (argument && name === 'Emptyable') return oneOf([this.read(argument, within), `''`]);
    if (name === 'OtherString') return 'never'; // values of later API versions: the table is of one version
    const known = ALIASES.get(name);
    if (known !== undefined) return known;
    if (this.objects.has(name)) return `@${name}`;
    const full = this.resolve(name, within);
    if (full === null) return 'never'; // an object the table does not have: only its id can stand here
    const found = this.named.get(full);
    return found && ts.isTypeAliasDeclaration(found)
      ? this.read(found.type, outer(full))
      : this.shapeOf(full);
  }

  /** Names are looked up as TypeScript does: inside, then further out. */
  private resolve(name: string, within: string): string | null {
    for (let place = within; ; place = outer(place)) {
      const full = place === '' ? name : `${place}.${name}`;
      if (this.named.has(full)) return full;
      if (place === '') return null;
    }
  }
}

const outer = (name: string) => name.split('.').slice(0, -1).join('.');

function oneOf(shapes: readonly Shape[]): Shape {
  const parts = shapes.flatMap((shape) =>
    Array.isArray(shape) && shape[0] === 'or' ? shape.slice(1) : [shape],
  );
  const simple = parts.filter((part): part is string => typeof part === 'string' && part !== 'never');
  const others = parts.filter((part) => typeof part !== 'string');
  const words = simple.flatMap((part) => part.split('|'));
  const joined = shortened([...new Set(words)]).join('|');
  if (others.length === 0) return joined;
  return joined === '' && others.length === 1 && others[0]
    ? others[0]
    : ['or', ...(joined ? [joined] : []), ...others];
}

/** Of the ways to pay only those of the product. */
function shortened(words: readonly string[]): readonly string[] {
  if (words.includes(`'wechat_pay'`))
    return words.filter((word) => /^('(alipay|card|wechat_pay)'|null|'')$/.test(word));
  const literals = words.filter((word) => word.startsWith(`'`));
  return literals.length > LONGEST_ENUMERATION
    ? ['string', ...words.filter((word) => !literals.includes(word))]
    : words;
}
