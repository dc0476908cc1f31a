/** Arguments of the pinned Node that run the server. */
export const SERVER: readonly string[];
