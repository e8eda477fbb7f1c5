import ts from 'typescript';
import { isTest, walk, type Rule, type SourceModule } from './source-tree';

const MEDIAN_LINES = 80;
const NINE_IN_TEN_LINES = 170;
const MOST_LINES = 300;
const MOST_FUNCTION_LINES = 50;
const MOST_COLLABORATORS = 6;
const DEEPEST_FOLDER = 3;

const linesOf = (text: string) => text.trimEnd().split('\n').length;
const isCode = ({ path }: SourceModule) => !isTest(path);

export const mostFilesAreShort: Rule = (modules) => {
  const lines = modules
    .filter(isCode)
    .map(({ text }) => linesOf(text))
    .toSorted((a, b) => a - b);
  const at = (share: number) => lines[Math.max(0, Math.ceil(lines.length * share) - 1)] ?? 0;
  return [
    ...(at(0.5) > MEDIAN_LINES ? [`the median file has ${at(0.5)} lines, more than ${MEDIAN_LINES}`] : []),
    ...(at(0.9) > NINE_IN_TEN_LINES
      ? [`one file in ten has more than ${at(0.9)} lines; nine in ten may have ${NINE_IN_TEN_LINES}`]
      : []),
  ];
};

/** `reasons`: files that may be longer, each with why. A reason that is not needed is a violation too. */
export const noFileIsLong =
  (reasons: ReadonlyMap<string, string>): Rule =>
  (modules) => {
    const long = modules.filter(({ text }) => linesOf(text) > MOST_LINES).map(({ path }) => path);
    return [
      ...long.filter((path) => !reasons.has(path)).map((path) => `${path} has more than ${MOST_LINES} lines`),
      ...[...reasons.keys()]
        .filter((path) => !long.includes(path))
        .map((path) => `${path} needs no reason: it is not long`),
    ];
  };

/** A migration's up and down are lists of statements and may be longer. */
export const functionsFitOnAScreen: Rule = (modules) =>
  modules
    .filter((module) => isCode(module) && !module.path.startsWith('migrations/'))
    .flatMap(({ path, tree }) => {
      const long: string[] = [];
      walk(tree, (node) => {
        if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
        const line = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
        const first = line((node.name ?? node.parameters[0] ?? node.body).getStart());
        const count = line(node.getEnd()) - first + 1;
        if (count > MOST_FUNCTION_LINES) long.push(`${path}:${first + 1}: a function of ${count} lines`);
      });
      return long;
    });

export const constructorsHaveFewCollaborators: Rule = (modules) =>
  modules.filter(isCode).flatMap(({ path, tree }) => {
    const wide: string[] = [];
    walk(tree, (node) => {
      if (ts.isConstructorDeclaration(node) && node.parameters.length > MOST_COLLABORATORS)
        wide.push(`${path}: a constructor with ${node.parameters.length} collaborators`);
    });
    return wide;
  });

export const foldersAreShallow: Rule = (modules) =>
  modules
    .filter(({ path }) => path.startsWith('src/') && path.split('/').length - 2 > DEEPEST_FOLDER)
    .map(({ path }) => `${path} lies deeper than ${DEEPEST_FOLDER} folders below src`);
