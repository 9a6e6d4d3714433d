/**
 * What Lectern's page may do, in every host: its own scripts and media, nothing from elsewhere. `sockets` are the
 * origins of WebSockets that it may open (`ws://…`), which not every browser takes to be its own.
 */
export function contentSecurityPolicy(sockets: readonly string[] = []): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
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
