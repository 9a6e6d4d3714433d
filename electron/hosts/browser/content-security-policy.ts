/**
 * What Lectern's page may do, in every host: its own scripts and media, nothing from elsewhere. `sockets` are the
 * origins of WebSockets that it may open (`ws://…`), which not every browser takes to be its own; `scripts` the hashes of
 * scripts that stand in the page itself, which only one that is worked on has (`npm run dev`).
 */
export function contentSecurityPolicy(
  sockets: readonly string[] = [],
  scripts: readonly string[] = [],
): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(' '),
    // Components place themselves by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...sockets].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ');
}
