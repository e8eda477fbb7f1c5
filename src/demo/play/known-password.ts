import { Passwords } from '../../organizations/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { Stage } from './stage';

/**
 * Every demo member has the same published password, asked for again at each of more than a thousand signatures: argon2 is
 * made to be slow, so here it hashes that one password once and remembers that it fits. Only in the player's own process;
 * what it stores is an ordinary hash that the product checks in the ordinary way.
 */
export function rememberDemoPassword(stage: Stage): void {
  const passwords = stage.use(Passwords);
  const [hash, matches] = [passwords.hash.bind(passwords), passwords.matches.bind(passwords)];
  const known = hash(DEMO_PASSWORD);
  passwords.hash = (password) => (password === DEMO_PASSWORD ? known : hash(password));
  passwords.matches = async (stored, password) =>
    (password === DEMO_PASSWORD && stored === (await known)) || matches(stored, password);
}
