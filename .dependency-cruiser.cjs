// The direction of imports that README.md and the design draw, held by `npm run check`.
/** What belongs to the hosts: their entry points and the folders that serve them. */
const hosts = ['^electron/[^/]+\\.ts$', '^electron/(cli|host|terminal|window)/'];
const rooms = ['manuscript', 'chunking', 'voices', 'narration', 'audio', 'db', 'connection'];

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
      name: 'stitch-is-a-leaf',
      severity: 'error',
      from: { path: '^renderer/stitch/' },
      to: { pathNot: ['^renderer/stitch/', '^electron/contract/'] },
    },
    {
      name: 'renderer-imports-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/', pathNot: '^electron/contract/' },
    },
    {
      name: 'rooms-do-not-know-the-studio',
      severity: 'error',
      from: { path: `^electron/(${rooms.join('|')})/` },
      to: { path: ['^electron/studio/', ...hosts] },
    },
    {
      name: 'nothing-below-the-hosts-knows-them',
      severity: 'error',
      from: { path: '^electron/(studio|workers)/' },
      to: { path: hosts },
    },
    {
      name: 'database-knows-only-the-contract',
      severity: 'error',
      from: { path: '^electron/db/' },
      to: { path: '^electron/', pathNot: ['^electron/db/', '^electron/contract/'] },
    },
    {
      name: 'leaf-rooms-do-not-know-each-other',
      severity: 'error',
      from: { path: '^electron/(manuscript|chunking|voices|audio)/' },
      to: {
        path: '^electron/',
        pathNot: ['^electron/$1/', '^electron/contract/', '^electron/workers/port\\.ts$'],
      },
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
