import description from '../../../package.json' with { type: 'json' };

/** Lectern's version. */
export const version = description.version;
