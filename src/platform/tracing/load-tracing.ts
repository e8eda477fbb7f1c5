import type { Tracing } from './traces';

export interface TracingSettings {
  /** The collector's base address; spans go to `/v1/traces` below it. */
  readonly endpoint: string;
  readonly service: string;
  readonly version: string;
  /** Of all traces, 0 to 1; by the trace's id, so that web and job processes choose the same ones. */
  readonly share: number;
}

const SEND_TIMEOUT_MILLISECONDS = 3000;
const FORM = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/;

/** Loads the libraries: a second and some megabytes that only those pay who want traces. */
export async function loadTracing({ endpoint, service, version, share }: TracingSettings): Promise<Tracing> {
  const api = await import('@opentelemetry/api');
  const { BasicTracerProvider, BatchSpanProcessor, TraceIdRatioBasedSampler } =
    await import('@opentelemetry/sdk-trace-base');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: SEND_TIMEOUT_MILLISECONDS });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  });
  return {
    tracer: provider.getTracer('xieshou'),
    contextOf: (traceparent) => {
      const [, traceId, spanId] = (traceparent && FORM.exec(traceparent)) || [];
      if (!traceId || !spanId) return api.ROOT_CONTEXT;
      const parent = { traceId, spanId, traceFlags: api.TraceFlags.SAMPLED, isRemote: true };
      return api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
    },
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
