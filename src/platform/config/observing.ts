import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../logging/log';

/** What an operator sees of a process: settings of logs, metrics and traces. */
export const observingSettings = {
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  BUILD_VERSION: z
    .string()
    .regex(/^[\w.+-]{1,64}$/, 'letters, digits, . + -')
    .default('development'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .default('xieshou'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  SLOW_OPERATION_MS: z.coerce.number().int().min(1).default(1000),
  SLOW_STATEMENT_MS: z.coerce.number().int().min(1).default(250),
};

type Values = z.infer<z.ZodObject<typeof observingSettings>>;

export interface Observing {
  readonly logLevel: LogLevel;
  /** Lines for eyes instead of JSON: where people run it at a terminal. */
  readonly readableLog: boolean;
  readonly version: string;
  readonly metricsHost: string;
  /** Null: metrics are neither gathered nor given out. */
  readonly metricsPort: number | null;
  /** Null: no traces, and their libraries are not loaded. */
  readonly tracesEndpoint: string | null;
  readonly serviceName: string;
  readonly tracesShare: number;
  readonly slowOperationMilliseconds: number;
  readonly slowStatementMilliseconds: number;
}

/** `inService`: run by an operator, not by somebody at a terminal. */
export function observing(inService: boolean, values: Values): Observing {
  return {
    logLevel: values.LOG_LEVEL ?? (inService ? 'info' : 'warn'),
    readableLog: !inService,
    version: values.BUILD_VERSION,
    metricsHost: values.METRICS_HOST,
    metricsPort: values.METRICS_PORT ?? null,
    tracesEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    serviceName: values.OTEL_SERVICE_NAME,
    tracesShare: values.OTEL_TRACES_SAMPLER_ARG,
    slowOperationMilliseconds: values.SLOW_OPERATION_MS,
    slowStatementMilliseconds: values.SLOW_STATEMENT_MS,
  };
}
