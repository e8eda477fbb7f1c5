import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getVariableValues,
  parse,
  print,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { operations } from './operations';

const schema = buildSchema(readFileSync('src/schema.graphql', 'utf8'));

interface Shown {
  readonly text: string;
  readonly variables: readonly Record<string, unknown>[];
}

/** The operations of a walk-through by hand with the variables shown below each. */
function shownIn(pages: string): Shown[] {
  const text = readFileSync(pages, 'utf8');
  const shown: { text: string; variables: Record<string, unknown>[] }[] = [];
  for (const [, kind, body = ''] of text.matchAll(/```(graphql|json)\n(.*?)```/gs)) {
    if (kind === 'graphql') shown.push({ text: body, variables: [] });
    else shown.at(-1)?.variables.push(JSON.parse(body) as Record<string, unknown>);
  }
  return shown;
}

describe('the operations of the walk-through', () => {
  it.each(Object.entries(operations))('%s is named so and true to the schema', (name, text) => {
    const document = parse(text);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    expect((document.definitions[0] as OperationDefinitionNode).name?.value).toBe(name);
  });

  describe.each(['docs/walkthrough.md', 'docs/walkthrough.zh-CN.md'])('in %s', (pages) => {
    const shown = shownIn(pages);

    it('are the ones the script sends, all of them, in its order', () => {
      const normal = (text: string) => print(parse(text));
      expect(shown.map(({ text }) => normal(text))).toEqual(Object.values(operations).map(normal));
    });

    it('come with variables the schema takes', () => {
      for (const { text, variables } of shown) {
        const operation = parse(text).definitions[0] as OperationDefinitionNode;
        const needed = operation.variableDefinitions ?? [];
        expect(variables.length > 0).toBe(needed.length > 0);
        for (const given of variables) {
          expect(getVariableValues(schema, needed, given).errors ?? []).toEqual([]);
          expect(Object.keys(given)).toEqual(needed.map(({ variable }) => variable.name.value));
        }
      }
    });
  });
});

describe.each([
  ['README.zh-CN.md', 'README.md'],
  ['docs/walkthrough.zh-CN.md', 'docs/walkthrough.md'],
])('%s', (chinese, english) => {
  it(`has the sections, commands, settings and blocks of ${english}`, () => {
    const shapeOf = (page: string) => {
      const lines = readFileSync(page, 'utf8').split('\n');
      return {
        headings: lines.filter((line) => line.startsWith('#')).map((line) => /^#+/.exec(line)?.[0]),
        rows: lines.filter((line) => line.startsWith('| `')).map((line) => line.match(/`[^`]+`/g)?.[0]),
        blocks: lines.filter((line) => line.startsWith('```')),
        points: lines.filter((line) => line.startsWith('- ')).length,
      };
    };
    expect(shapeOf(chinese)).toEqual(shapeOf(english));
  });
});
