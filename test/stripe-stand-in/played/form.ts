/** What a form may hold before anything is known of its meaning. */
export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [name: string]: FormValue;
}

/** Reads `a[b][0]=c` as the SDK writes it: `a=1`, `a[b]=1`, `a[0]=1` and `a[]=1`. */
export function readForm(text: string): FormObject {
  const root: FormObject = Object.create(null) as FormObject;
  for (const [key, value] of new URLSearchParams(text)) place(root, namesOf(key), value);
  return listsIn(root) as FormObject;
}

function namesOf(key: string): string[] {
  const [first = '', ...rest] = key.split('[');
  return [first, ...rest.map((name) => name.replace(/\]$/, ''))];
}

function place(into: FormObject, [name = '', ...rest]: readonly string[], value: string): void {
  const key = name === '' ? String(Object.keys(into).length) : name;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  const next =
    typeof inner === 'object' && !Array.isArray(inner) ? inner : (Object.create(null) as FormObject);
  into[key] = next;
  place(next, rest, value);
}

/** 0, 1, 2 … as names are a list. */
function listsIn(value: FormValue): FormValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const names = Object.keys(value);
  const inner = names.map((name) => listsIn(value[name] ?? ''));
  if (names.length > 0 && names.every((name, index) => name === String(index))) return inner;
  return Object.fromEntries(names.map((name, index) => [name, inner[index] ?? '']));
}
