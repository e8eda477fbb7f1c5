import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { ERRAND, type ErrandOptions, type Runs } from './errand';
import {
  REACTION,
  REPEATED,
  type ReactionOptions,
  type Reacts,
  type ReactsInBatches,
  type ReactsInSlices,
  type RepeatedOptions,
  type Ticks,
} from './reaction';

type Target = Reacts | ReactsInSlices | ReactsInBatches;

export type RegisteredReaction = ReactionOptions & { readonly target: Target };

/** Finds every reaction, errand and repeated duty of the application by its mark. */
@Injectable()
export class ReactionRegistry implements OnModuleInit {
  private readonly reactions = new Map<string, RegisteredReaction>();
  private readonly errands = new Map<string, Runs>();
  private readonly byKind = new Map<string, string[]>();
  readonly repeated: (RepeatedOptions & { target: Ticks })[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || instance === undefined || instance === null) continue;
      const reaction = this.reflector.get<ReactionOptions | undefined>(REACTION, metatype);
      if (reaction) this.register(reaction, instance as Target);
      const errand = this.reflector.get<ErrandOptions | undefined>(ERRAND, metatype);
      if (errand) this.errands.set(errand.name, instance as Runs);
      const repeated = this.reflector.get<RepeatedOptions | undefined>(REPEATED, metatype);
      if (repeated) this.repeated.push({ ...repeated, target: instance as Ticks });
    }
  }

  reaction(name: string): RegisteredReaction | undefined {
    return this.reactions.get(name);
  }

  errand(name: string): Runs | undefined {
    return this.errands.get(name);
  }

  names(): string[] {
    return [...this.reactions.keys()];
  }

  /** What it handles batches with; null where it handles its events one by one. */
  batcher(name: string): ReactsInBatches | null {
    const target = this.reactions.get(name)?.target;
    return target && 'handleBatch' in target ? target : null;
  }

  interestedIn(kind: string): readonly string[] {
    return this.byKind.get(kind) ?? [];
  }

  private register(options: ReactionOptions, target: Target): void {
    if (this.reactions.has(options.name)) throw new Error(`two reactions are called ${options.name}`);
    this.reactions.set(options.name, { ...options, target });
    for (const kind of options.on) this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), options.name]);
  }
}
