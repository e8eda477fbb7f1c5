import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { signInRefusals } from './sign-in.refusals';

const SHORTEST = 10;

/** A password has at least 10 characters and does not contain the account. */
export function requireStrong(password: string, login: string, path: RefusalPath): void {
  const weak = password.length < SHORTEST || password.toLowerCase().includes(login);
  if (weak) refuse(signInRefusals.PASSWORD_WEAK(path));
}
