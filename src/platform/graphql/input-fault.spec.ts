import { buildSchema, getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { inputFault } from './input-fault';

const schema = buildSchema(`
  enum Kind { GREEN ORGANIC }
  input Wish { kind: Kind!, text: String, secret: String! }
  type Query { wish(wish: Wish): Int }`);
const operation = parse('query ($wish: Wish!) { wish(wish: $wish) }')
  .definitions[0] as OperationDefinitionNode;

const said = (variables: Record<string, unknown>) =>
  getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors?.map(
    ({ message }) => inputFault(message)?.en ?? message,
  );

describe('what is wrong with a variable', () => {
  it.each([
    ['a variable that is missing', {}, 'The variable wish is required (Wish!)'],
    ['a field that is missing', { wish: { kind: 'GREEN' } }, 'secret is required (String!)'],
    [
      'a field nobody knows',
      { wish: { kind: 'GREEN', secret: 'x', secrte: 'y' } },
      'Wish has no field secrte',
    ],
    ['a value outside the enum', { wish: { kind: 'GREENE', secret: 'x' } }, 'Not one of the values of Kind'],
    ['a number for an enum', { wish: { kind: 3, secret: 'x' } }, 'Not one of the values of Kind'],
    ['null where there must be something', { wish: { kind: null, secret: 'x' } }, 'May not be null (Kind!)'],
  ])('%s', (_, variables, words) => {
    expect(said(variables)).toEqual([words]);
  });

  it('never repeats the value', () => {
    const [words] =
      said({ wish: { kind: 'Field "a" of required type "B" was not provided.', secret: 'hidden' } }) ?? [];
    expect(words).toBe('Not one of the values of Kind');
  });
});
