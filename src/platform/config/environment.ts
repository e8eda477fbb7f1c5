import { AppConfig, type Mode } from './config';
import { localSecrets } from './local-secrets';

/** The one place that reads the process environment. */
export function configFromEnvironment(mode: Mode): AppConfig {
  const secrets = mode === 'dev' ? localSecrets(process.env['SECRETS_FILE'] ?? '.data/secrets.json') : {};
  return AppConfig.read(mode, { ...secrets, ...withoutEmpty(process.env) });
}

function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
}
