import type { Attributes, Context, Link, Span, SpanKind, Tracer } from '@opentelemetry/api';
import { presentOrigin, within, type Origin, type SpanUnderWay } from '../origin/origin';

/** What the loaded libraries give; this file itself loads nothing. */
export interface Tracing {
  readonly tracer: Tracer;
  /** The context whose spans are children of this one, as W3C writes it. */
  readonly contextOf: (traceparent: string | null) => Context;
  readonly stop: () => Promise<void>;
}

// The API's enums are values of a library that is loaded only where traces are on.
const SERVER = 1 as SpanKind;
const CLIENT = 2 as SpanKind;
const CONSUMER = 4 as SpanKind;
const FAILED = 2;
export const kinds = { server: SERVER, client: CLIENT, consumer: CONSUMER };

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly links?: Link[];
}

class RunningSpan implements SpanUnderWay {
  constructor(
    readonly span: Span,
    readonly outer: SpanUnderWay | undefined,
  ) {}

  get traceparent(): string {
    const { traceId, spanId } = this.span.spanContext();
    return `00-${traceId}-${spanId}-01`;
  }

  end(failure?: string): void {
    if (failure !== undefined) this.span.setStatus({ code: FAILED, message: failure });
    this.span.end();
  }
}

/** Spans of this process, children of what is under way in the present origin. Off, every call is one comparison. */
class Traces {
  private tracing: Tracing | undefined;

  get on(): boolean {
    return this.tracing !== undefined;
  }

  start(tracing: Tracing): void {
    this.tracing = tracing;
  }

  /** Sends what is left; bounded by the exporter's own timeout. */
  async stop(): Promise<void> {
    const { tracing } = this;
    this.tracing = undefined;
    await tracing?.stop();
  }

  begin(
    name: string,
    origin: Origin,
    { kind, attributes, links }: SpanOptions = {},
  ): RunningSpan | undefined {
    if (!this.tracing) return undefined;
    const parent = this.tracing.contextOf(origin.span?.traceparent ?? origin.traceparent);
    const options = {
      ...(kind ? { kind } : {}),
      ...(attributes ? { attributes } : {}),
      ...(links ? { links } : {}),
    };
    return new RunningSpan(this.tracer().startSpan(name, options, parent), origin.span);
  }

  /** For work that goes on one after the other in a request; `leave` ends what was entered last. */
  enter(name: string, origin: Origin, options?: SpanOptions): void {
    const span = this.begin(name, origin, options);
    if (span) origin.span = span;
  }

  leave(origin: Origin, failure?: string): void {
    const { span } = origin;
    origin.span = span?.outer;
    span?.end(failure);
  }

  /** Work beside which other work of the same request may run. */
  async around<Result>(name: string, work: () => Promise<Result>, options?: SpanOptions): Promise<Result> {
    const origin = presentOrigin();
    const span = this.tracing && origin ? this.begin(name, origin, options) : undefined;
    if (!span || !origin) return work();
    try {
      const result = await within({ ...origin, span }, work);
      span.end();
      return result;
    } catch (error) {
      span.end(error instanceof Error ? error.constructor.name : 'error'); // messages hold data
      throw error;
    }
  }

  private tracer(): Tracer {
    if (!this.tracing) throw new Error('traces are off');
    return this.tracing.tracer;
  }
}

export const traces = new Traces();
