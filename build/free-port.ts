import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of this computer that is free now, for whoever has to know it before it is listened on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
