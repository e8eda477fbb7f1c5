import { Kind, type SelectionNode, type SelectionSetNode, type ValidationContext } from 'graphql';

export interface Extent {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields of the outermost level. */
  readonly breadth: number;
}

const NOTHING: Extent = { depth: 0, aliases: 0, directives: 0, fields: 0, breadth: 0 };
const INTROSPECTION = new Set(['__schema', '__type']);

/** Every fragment is measured once: thirty that each use the next twice would otherwise take a billion steps. */
export function measuring(context: ValidationContext): (set: SelectionSetNode) => Extent {
  const fragments = new Map<string, Extent>();
  const ofSet = (set: SelectionSetNode): Extent => set.selections.map(ofSelection).reduce(together, NOTHING);
  const ofFragment = (name: string): Extent => {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, NOTHING); // a circle is another rule's business
    const fragment = context.getFragment(name);
    const extent = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    fragments.set(name, extent);
    return extent;
  };
  const ofSelection = (selection: SelectionNode): Extent => {
    const said = { ...NOTHING, directives: selection.directives?.length ?? 0 };
    if (selection.kind === Kind.FRAGMENT_SPREAD) return together(said, ofFragment(selection.name.value));
    if (selection.kind === Kind.INLINE_FRAGMENT) return together(said, ofSet(selection.selectionSet));
    const enters = selection.selectionSet && !INTROSPECTION.has(selection.name.value);
    const inner = enters ? ofSet(selection.selectionSet) : NOTHING;
    const own = { ...said, depth: inner.depth + 1, aliases: selection.alias ? 1 : 0, fields: 1 };
    return { ...together(own, inner), depth: own.depth, breadth: 1 };
  };
  return ofSet;
}

const together = (one: Extent, other: Extent): Extent => ({
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  fields: one.fields + other.fields,
  breadth: one.breadth + other.breadth,
});
