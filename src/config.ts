import { resolve } from 'node:path';

/** Everything the environment may say, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The first is the canonical one, without a trailing slash; all of them reach this process. */
  readonly publicUrls: readonly string[];
  readonly databaseUrl: string | null;
  /** Null: made and kept in the data directory. */
  readonly secret: string | null;
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly apiKey: string | null;
  readonly tagId: string | null;
  /** A MaxMind-format country database on this machine; null: no locations. */
  readonly geoFile: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether the address in `X-Forwarded-For` may be believed, because a proxy of ours sets it. */
  readonly trustProxy: boolean;
  /** Whether connections may lead to addresses of this machine and its network, also without TLS. */
  readonly privateTargets: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface Setting {
  readonly default: string | null;
  readonly says: string;
}

/** Every setting there is; `docs/self-hosting.md` shows this table, and a test keeps the two the same. */
export const SETTINGS = {
  PORT: { default: '4000', says: 'Port to listen on, 0 to 65535; 0 takes a free one.' },
  HOST: { default: '127.0.0.1', says: 'Address to bind. `0.0.0.0` lets other machines in.' },
  KNOCK_DATA_DIR: {
    default: './data',
    says: 'Folder for the embedded database, the secret and the lock. One process at a time.',
  },
  KNOCK_PUBLIC_URL: {
    default: null,
    says: 'Address under which browsers reach Knock, `https://knock.example.com`; several separated by commas, the first is canonical. Default: `http://localhost:PORT`.',
  },
  DATABASE_URL: {
    default: null,
    says: '`postgres://user:password@host/database` of a PostgreSQL >= 15. Default: the embedded database.',
  },
  KNOCK_SECRET: {
    default: null,
    says: 'Key for sessions and stored secrets, at least 32 characters (`openssl rand -hex 32`). Default: made once and kept in the data directory.',
  },
  KNOCK_ADMIN_EMAIL: {
    default: null,
    says: 'Makes this admin at any start where nobody has that address, together with KNOCK_ADMIN_PASSWORD.',
  },
  KNOCK_ADMIN_PASSWORD: { default: null, says: 'Password of that admin, 10 to 200 characters.' },
  KNOCK_API_KEY: {
    default: null,
    says: 'An API key with full access, at least 20 characters. Made at start when absent from the database.',
  },
  KNOCK_TAG_ID: {
    default: null,
    says: "Public id of the website tag, 4 to 64 letters, digits, '-' or '_'. Default: made at random.",
  },
  KNOCK_GEO_FILE: {
    default: null,
    says: 'A country database in MaxMind format (.mmdb) on this machine. Default: no locations.',
  },
  KNOCK_LOG_LEVEL: { default: 'warn', says: `How much to log: ${LOG_LEVELS.join(', ')}.` },
  KNOCK_TRUST_PROXY: {
    default: 'false',
    says: '`true` when a proxy of yours sets X-Forwarded-For and X-Forwarded-Proto.',
  },
  KNOCK_PRIVATE_TARGETS: {
    default: 'false',
    says: '`true` lets connections lead to this machine and its network, also by http: for an AI model of your own.',
  },
} as const satisfies Record<string, Setting>;

type Name = keyof typeof SETTINGS;
// Ours by prefix, read by other parts of the start (tests, the browser finder), not settings of the server.
const NOT_SETTINGS = ['KNOCK_CHROMIUM'];

/**
 * Reads the settings. Returns all problems at once, one line each with the remedy, or the config.
 * An unknown `KNOCK_*` name is a problem too: a misspelt setting must not pass for its default.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Config | { readonly problems: string[] } {
  const problems: string[] = [];
  const get = (name: Name): string | null => env[name]?.trim() || SETTINGS[name].default;
  for (const name of Object.keys(env)) {
    if (name.startsWith('KNOCK_') && !(name in SETTINGS) && !NOT_SETTINGS.includes(name)) {
      problems.push(`${name}: no such setting; the ones there are: ${Object.keys(SETTINGS).join(', ')}`);
    }
  }
  const check = (name: Name, valid: boolean, remedy: string) => {
    if (!valid) problems.push(`${name}: ${remedy}`);
  };
  const port = Number(get('PORT'));
  check('PORT', Number.isInteger(port) && port >= 0 && port <= 65_535, 'must be a whole number from 0 to 65535');
  const publicUrls = (get('KNOCK_PUBLIC_URL') ?? `http://localhost:${port}`)
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, ''));
  check(
    'KNOCK_PUBLIC_URL',
    get('KNOCK_PUBLIC_URL') === null || publicUrls.every(isOrigin),
    'must be http(s) addresses without a path, such as https://knock.example.com',
  );
  const databaseUrl = get('DATABASE_URL');
  check('DATABASE_URL', databaseUrl === null || /^postgres(ql)?:\/\//.test(databaseUrl), 'must begin with postgres://');
  const secret = get('KNOCK_SECRET');
  check(
    'KNOCK_SECRET',
    secret === null || secret.length >= 32,
    'must have at least 32 characters; `openssl rand -hex 32` makes one',
  );
  const email = get('KNOCK_ADMIN_EMAIL');
  const password = get('KNOCK_ADMIN_PASSWORD');
  check('KNOCK_ADMIN_EMAIL', email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email), 'must be an e-mail address');
  check(
    'KNOCK_ADMIN_EMAIL',
    (email === null) === (password === null),
    'goes together with KNOCK_ADMIN_PASSWORD: set both or neither',
  );
  check(
    'KNOCK_ADMIN_PASSWORD',
    password === null || (password.length >= 10 && password.length <= 200),
    'must have 10 to 200 characters',
  );
  const apiKey = get('KNOCK_API_KEY');
  check(
    'KNOCK_API_KEY',
    apiKey === null || apiKey.length >= 20,
    'must have at least 20 characters; `openssl rand -hex 24` makes one',
  );
  const tagId = get('KNOCK_TAG_ID');
  check('KNOCK_TAG_ID', tagId === null || /^[\w-]{4,64}$/.test(tagId), "must have 4 to 64 letters, digits, '-' or '_'");
  const logLevel = LOG_LEVELS.find((level) => level === get('KNOCK_LOG_LEVEL'));
  check('KNOCK_LOG_LEVEL', logLevel !== undefined, `must be one of ${LOG_LEVELS.join(', ')}`);
  const trustProxy = get('KNOCK_TRUST_PROXY');
  check('KNOCK_TRUST_PROXY', trustProxy === 'true' || trustProxy === 'false', 'must be true or false');
  const privateTargets = get('KNOCK_PRIVATE_TARGETS');
  check('KNOCK_PRIVATE_TARGETS', privateTargets === 'true' || privateTargets === 'false', 'must be true or false');
  if (problems.length > 0) return { problems };
  return {
    port,
    host: get('HOST') ?? '127.0.0.1',
    dataDir: resolve(get('KNOCK_DATA_DIR') ?? './data'),
    // As browsers write them in `Origin`.
    publicUrls: publicUrls.map((url) => new URL(url).origin),
    databaseUrl,
    secret,
    admin: email !== null && password !== null ? { email: email.toLowerCase(), password } : null,
    apiKey,
    tagId,
    geoFile: get('KNOCK_GEO_FILE'),
    logLevel: logLevel ?? 'warn',
    trustProxy: trustProxy === 'true',
    privateTargets: privateTargets === 'true',
  };
}

function isOrigin(url: string): boolean {
  return (
    URL.canParse(url) &&
    /^https?:$/.test(new URL(url).protocol) &&
    new URL(url).pathname === '/' &&
    new URL(url).search === ''
  );
}
