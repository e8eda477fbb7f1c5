import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What the network does. `reset` and `refuse` are heard by both sides; in a `black hole` bytes vanish without a word. */
export type Weather = 'fine' | 'black hole' | 'reset';

/** Where a commit is torn: before the server hears it, after it was done and before we hear so, or so that we never hear. */
export type Cut = 'before commit' | 'after commit' | 'silence after commit';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Nothing of the server reaches the client any more. */
  deaf: boolean;
}

/** A network between the product and PostgreSQL that fails on command. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private weather: Weather = 'fine';
  private cut: Cut | undefined;
  cuts = 0;

  private constructor(
    private readonly listener: ReturnType<typeof createServer>,
    private readonly target: { host: string; port: number },
  ) {
    listener.on('connection', (client) => this.accept(client));
  }

  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new TcpProxy(listener, { host: hostname, port: Number(port || 5432) });
  }

  url(through: string): string {
    const url = new URL(through);
    url.hostname = '127.0.0.1';
    url.port = String((this.listener.address() as AddressInfo).port);
    return url.href;
  }

  /** A change of weather also hits what is connected; connections of a black hole stay lost when it is over. */
  set(weather: Weather): void {
    this.weather = weather;
    if (weather === 'reset') for (const pair of this.pairs) this.reset(pair);
    if (weather === 'black hole') for (const pair of this.pairs) pair.deaf = true;
  }

  /** Tears the next commits, one after another, until told otherwise. */
  tear(cut: Cut | undefined): void {
    this.cut = cut;
  }

  close(): void {
    this.set('reset');
    this.listener.close();
  }

  private accept(client: Socket): void {
    const server = connect(this.target);
    const pair: Pair = { client, server, deaf: this.weather === 'black hole' };
    this.pairs.add(pair);
    for (const socket of [client, server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => this.part(pair));
    }
    if (this.weather === 'reset') return this.reset(pair);
    client.on('data', (bytes) => this.toServer(pair, bytes));
    server.on('data', (bytes) => void (pair.deaf || client.write(bytes)));
  }

  private toServer(pair: Pair, bytes: Buffer): void {
    if (this.weather === 'black hole') return;
    if (!this.cut || !bytes.includes('COMMIT\0')) return void pair.server.write(bytes);
    const cut = this.cut;
    this.cut = undefined;
    this.cuts += 1;
    if (cut === 'before commit') return this.reset(pair);
    pair.deaf = true;
    pair.server.write(bytes);
    if (cut === 'after commit') pair.server.once('data', () => this.reset(pair));
  }

  private reset(pair: Pair): void {
    pair.client.resetAndDestroy();
    pair.server.destroy();
    this.pairs.delete(pair);
  }

  private part(pair: Pair): void {
    if (!pair.deaf || !this.pairs.delete(pair)) {
      pair.client.destroy();
      pair.server.destroy();
      this.pairs.delete(pair);
    } else pair.server.destroy();
  }
}
