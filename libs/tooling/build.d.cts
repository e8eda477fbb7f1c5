/** Compiles into dist/ unless it is up to date; true if it compiled. */
export function build(options?: { readonly checked?: boolean }): Promise<boolean>;
