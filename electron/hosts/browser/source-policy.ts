import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from './content-security-policy.ts';

/**
 * The policy of the page while it is worked on: Lectern's own, with the scripts that stand in `html` itself, by their
 * hashes: React's hot reload begins with one. `sockets` are the origins of WebSockets that it may open.
 */
export function sourcePolicy(html: string, sockets: readonly string[]): string {
  const scripts = [...html.matchAll(/<script[^>]*>([\s\S]+?)<\/script>/gu)].map(([, script = '']) => script);
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return contentSecurityPolicy(sockets, hashes);
}
