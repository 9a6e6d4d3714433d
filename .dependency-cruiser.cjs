// The direction of imports that README.md and the design draw, held by `npm run check`.
/** What belongs to the hosts: their entry points and the folders that serve them. */
const hosts = ['^electron/[^/]+\\.ts$', '^electron/hosts/'];
/** The rooms that know their own and the contract alone. */
const leaves = ['manuscript', 'chunking', 'engines', 'audio', 'db'];
/** Those above them, each of which may know the ones behind it in this list, and the leaves. */
const storeys = ['studio', 'media', 'narration', 'predictions', 'book', 'library', 'connection'];

/** No room may know one above it. */
const oneWay = storeys.slice(1).map((room, index) => ({
  name: `${room}-knows-nothing-above-it`,
  severity: 'error',
  from: { path: `^electron/${room}/` },
  to: { path: `^electron/(${storeys.slice(0, index + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-a-leaf',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'scope-is-below-everything',
      severity: 'error',
      from: { path: '^electron/scope/' },
      to: { pathNot: '^electron/scope/' },
    },
    {
      name: 'stitch-is-a-leaf',
      severity: 'error',
      from: { path: '^renderer/stitch/' },
      to: { pathNot: ['^renderer/stitch/', '^electron/contract/'] },
    },
    {
      name: 'renderer-imports-only-the-contract-and-scopes',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/', pathNot: '^electron/(contract|scope)/' },
    },
    ...oneWay,
    {
      name: 'base-is-below-all',
      severity: 'error',
      from: { path: '^electron/base/' },
      to: { path: '^electron/', pathNot: ['^electron/base/', '^electron/contract/', '^electron/scope/'] },
    },
    {
      name: 'leaf-rooms-do-not-know-each-other',
      severity: 'error',
      from: { path: `^electron/(${leaves.join('|')})/` },
      to: {
        path: '^electron/',
        pathNot: ['^electron/$1/', '^electron/contract/', '^electron/scope/', '^electron/base/'],
      },
    },
    {
      name: 'services-know-no-engine',
      severity: 'error',
      from: { path: '^electron/engines/(services|text)/' },
      to: {
        path: '^electron/engines/',
        pathNot: ['^electron/engines/(services|text)/', '^electron/engines/engine\\.ts$'],
      },
    },
    {
      name: 'engines-do-not-know-each-other',
      severity: 'error',
      from: { path: '^electron/engines/([^/]+)/', pathNot: '^electron/engines/(services|text)/' },
      to: {
        path: '^electron/engines/[^/]+/',
        pathNot: ['^electron/engines/$1/', '^electron/engines/(services|text)/'],
      },
    },
    {
      name: 'engines-are-met-through-the-catalogue',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/engines/' },
      to: { path: '^electron/engines/[^/]+/', pathNot: '^electron/engines/(services|text)/' },
    },
    {
      name: 'nothing-below-the-hosts-knows-them',
      severity: 'error',
      from: { path: `^electron/(${[...storeys, ...leaves].join('|')})/` },
      to: { path: hosts },
    },
    {
      name: 'product-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(modulePath|raw|asset)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
