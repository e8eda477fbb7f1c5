export interface Yuan {
  readonly amount: string;
}

export interface Amount {
  readonly value: string;
  readonly unit: string;
}

interface RefusalShape {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export interface Payload {
  readonly refusals: readonly RefusalShape[];
}

export interface Words {
  readonly zh: string;
  readonly en: string;
}
