import type { Layout } from '../domain/layouts';
import layouts from './layouts.json';

/** Not the layouts of named banks: what their exports have in common, to be added to as banks differ. */
export const LAYOUTS: readonly Layout[] = layouts.rows as readonly Layout[];
