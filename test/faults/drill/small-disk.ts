import { spawnSync } from 'node:child_process';

export const NOT_TRIED = 'not tried: this machine lets us mount no disk of our own (unshare -m)';

/** A disk that only what is started so can see, and that goes with it: root needs no user namespace for it. */
export function onSmallDisk(folder: string, kilobytes: number): readonly string[] {
  const namespaces = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];
  const mount = `mount -t tmpfs -o size=${kilobytes}k tmpfs '${folder}' && exec "$0" "$@"`;
  return ['unshare', ...namespaces, 'sh', '-c', mount];
}

export function isPossible(folder: string): boolean {
  const [command = '', ...rest] = onSmallDisk(folder, 64);
  return process.platform === 'linux' && spawnSync(command, [...rest, 'true']).status === 0;
}
