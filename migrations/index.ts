import { CreatePlatform1795300000100 } from './1795300000100-create-platform';
import { CreatePairing1795300000400 } from './1795300000400-create-pairing';

/** In order, explicitly, so that tsc, Jest and every tool see the same list. */
export const migrations = [CreatePlatform1795300000100, CreatePairing1795300000400];
