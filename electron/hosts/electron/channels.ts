/** The channel of calls: a name and an input in, a `Result` out. */
export const callChannel = 'lectern:call';

/**
 * The channel of tickets: the path of a dropped file and what it is to be read as in, a `Result` with its ticket out.
 * Only the preload script can send on it, and it takes the path from a `File` that the system gave to the page. What
 * remains: whoever has broken into the page's whole process, preload script included, can name a path there, and have
 * an ordinary file read as a manuscript or as audio; never written.
 */
export const ticketChannel = 'lectern:ticket';

/** The channel on which the window is told of every event. */
export const eventChannel = 'lectern:event';
