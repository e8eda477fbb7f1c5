import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

type Answer = Pick<ServerResponse, 'closed' | 'once' | 'off'>;

/**
 * Aborted when nobody waits for the answer any more: it is out, or the connection has ended. Both are listened to: an
 * answer that stands behind others on its connection never closes when that one does.
 */
export function goneOf({ socket }: Pick<IncomingMessage, 'socket'>, answer: Answer): AbortSignal {
  const gone = new AbortController();
  const left = () => {
    answer.off('close', left);
    socket.off('close', left);
    gone.abort('gone');
  };
  if (answer.closed || socket.destroyed) gone.abort('gone');
  else {
    setMaxListeners(0, socket); // one of every request under way on it
    answer.once('close', left);
    socket.once('close', left);
  }
  return gone.signal;
}
