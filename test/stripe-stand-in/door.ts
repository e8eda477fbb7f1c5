import { CONTROL_NAMES, carryOut } from './control-requests';
import type { Controls } from './controls';
import { ACTS, onboardPage, OUTCOMES, overviewPage, payPage, WAYS } from './pages';
import { Problem } from './played/index';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

export interface Shown {
  readonly status: number;
  readonly type: 'application/json' | 'text/html; charset=utf-8';
  readonly text: string;
}

const html = (text: string, status = 200): Shown => ({ status, type: 'text/html; charset=utf-8', text });
const json = (value: unknown, status = 200): Shown => ({
  status,
  type: 'application/json',
  text: JSON.stringify(value),
});
const isOf = <T extends object>(choices: T, name: string): name is string & keyof T =>
  Object.hasOwn(choices, name);

/** What a person or a script does at the stand-in itself; null for Stripe's own API. */
export function openDoor(controls: Controls, asked: Asked): Shown | null {
  const { pathname } = new URL(asked.url, 'http://stand-in');
  const [, root, kind = '', name = ''] = pathname.split('/');
  if (root !== 'stand-in') return null;
  try {
    return answerTo(controls, asked, kind, decodeURIComponent(name)) ?? json({ error: 'Not found' }, 404);
  } catch (error) {
    return json(
      { error: error instanceof Error ? error.message : 'failed' },
      error instanceof Problem ? error.status : 400,
    );
  }
}

function answerTo(controls: Controls, { method, body }: Asked, kind: string, name: string): Shown | null {
  const choice = method === 'POST' ? (new URLSearchParams(body).get('choice') ?? '') : '';
  if (kind === 'health') return json({ status: 'live', standIn: 'Stripe' });
  if (kind === '') return html(overviewPage(controls.newestIntents(), CONTROL_NAMES));
  if (kind === 'pay') {
    if (isOf(WAYS, choice)) controls.customerChooses(name, choice);
    if (isOf(ACTS, choice)) controls.customerActs(name, choice === 'pays');
    return html(payPage(controls.intent(name)));
  }
  if (kind === 'onboard') {
    if (isOf(OUTCOMES, choice)) controls.onboard(name, choice);
    return html(onboardPage(controls.account(name)));
  }
  if (kind !== 'controls' || method !== 'POST') return null;
  const result = carryOut(controls, name, body);
  return result === undefined ? null : json({ result });
}
