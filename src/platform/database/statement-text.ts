const LONGEST = 400;
const MOST_TEXTS = 2000;

const known = new Map<string, string>();

/** SQL for eyes: without values, on one line, not too long. Values travel as parameters; what is written out becomes `?`. */
export function statementText(sql: string): string {
  let text = known.get(sql);
  if (text === undefined) {
    text = withoutValues(sql);
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(sql, text);
  }
  return text;
}

function withoutValues(sql: string): string {
  const bare = sql
    .replace(/\$(\w*)\$.*?\$\1\$/gs, '?')
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![\w$])\d+(?:\.\d+)?\b/g, '?')
    .replace(/\s+/g, ' ')
    .trim();
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST - 1)}…` : bare;
}
