import { AppConfig, type Mode } from './config';
import { localSecrets } from './local-secrets';

/** The one place that reads the process environment; what the command line says goes before it. */
export function configFromEnvironment(mode: Mode, said: Record<string, string> = {}): AppConfig {
  // The embedded database belongs to this machine, and so do its keys; an operator's processes name theirs.
  const local = mode === 'dev' || process.env['EMBEDDED_DATABASE'] === '1';
  const secrets = local ? localSecrets(process.env['SECRETS_FILE'] ?? '.data/secrets.json') : {};
  return AppConfig.read(mode, { ...secrets, ...withoutEmpty(process.env), ...said });
}

function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
}
