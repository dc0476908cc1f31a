/** Folder of Chromium's binary, or null. */
export function findChromium(): string | null;
/** Folder of the binaries of the newest PostgreSQL >= 15 from Debian's packages, or null. */
export function findPostgres(): string | null;
/** Installs what is missing. */
export function ensureTestServers(): Promise<void>;
