/** A GraphQL enum whose values are the domain's words. */
export const enumOf = (values: readonly string[]) =>
  Object.fromEntries(values.map((value) => [value, value]));
