/** The channel of calls: a name and an input in, a `Result` out. */
export const callChannel = 'lectern:call';

/** The channel of tickets: the path of a dropped file in, a `Result` with its ticket out. */
export const ticketChannel = 'lectern:ticket';

/** The channel on which the window is told of every event. */
export const eventChannel = 'lectern:event';
