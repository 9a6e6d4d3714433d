// Chromium outside of Electron knows no `studio://`; for it, the scheme's hosts are below this one.
const standIn = '.studio.test';

/** The address that stands for a `studio://` one. */
export function toStandIn(address: string): string {
  const { host, pathname, search, hash } = new URL(address);
  return `https://${host}${standIn}${pathname}${search}${hash}`;
}

/** The `studio://` address that one stands for; any other address is itself. */
export function fromStandIn(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || !url.host.endsWith(standIn)) return address;
  return `studio://${url.host.slice(0, -standIn.length)}${url.pathname}${url.search}${url.hash}`;
}
