/** What a workspace decides about its website tag. The server writes it into the script it serves. */
export interface TagSettings {
  /** Public id of the tag, also the Segment write key. */
  readonly tagId: string;
  /** Absolute. Left out, it is `collect` beside the folder that the script came from, also on the customer's own origin. */
  readonly collectUrl?: string;
  readonly autocapture: {
    readonly pages: boolean;
    readonly clicks: boolean;
    readonly forms: boolean;
    readonly engagement: boolean;
  };
  /** `required`: nothing is stored or sent before the page calls `Knock.consent(true)`. */
  readonly consent: 'none' | 'required';
  /** Honour GPC and DNT: an id that dies with the tab, no cookie. */
  readonly respectDoNotTrack: boolean;
  /** Nobody is recognised after their tab: every visitor is treated like one who asked not to be followed. */
  readonly cookieless?: boolean;
  /** Read the e-mail field of submitted forms. Single fields opt in with `data-knock-email` whatever this says. */
  readonly formEmail: boolean;
  /** Further hosts that serve Knock Links, `links.acme.com`; those under the server's own `/l/` are always known. */
  readonly ownHosts: readonly string[];
  /** The chat's launcher is shown. Left out, the chat loads when the page asks for it. */
  readonly chat?: boolean;
  /** Domain of the visitor cookie. Left out, the highest domain the browser accepts. */
  readonly cookieDomain?: string;
}

export const DEFAULT_TAG_SETTINGS = {
  autocapture: { pages: true, clicks: true, forms: true, engagement: true },
  consent: 'none',
  respectDoNotTrack: true,
  formEmail: false,
  ownHosts: [],
} as const satisfies Omit<TagSettings, 'tagId'>;

/** What a kind of recording is called that a workspace may switch off. */
type Autocapture = keyof TagSettings['autocapture'];

/** The settings as the script reads them: what is usual goes without saying, since every page loads this. */
export interface ServedSettings
  extends Pick<TagSettings, 'tagId' | 'collectUrl' | 'cookieless' | 'chat' | 'cookieDomain'> {
  /** What is not recorded by itself. */
  readonly off?: readonly Autocapture[];
  readonly consentRequired?: boolean;
  readonly ignoreDoNotTrack?: boolean;
  readonly formEmail?: boolean;
  readonly ownHosts?: readonly string[];
}

/** Stands once in `build/tag/tag.js`, where the settings go. */
export const TAG_SETTINGS_PLACEHOLDER = '__KNOCK_SETTINGS__';

/** The script to serve: the built bundle with a workspace's settings. Settings cannot break out of the script. */
export function renderTag(bundle: string, settings: TagSettings): string {
  const literal = JSON.stringify(served(settings), (_key, value) => (isUsual(value) ? undefined : value))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  // A function, because `$&` in a setting would otherwise be read as a pattern.
  return bundle.replace(TAG_SETTINGS_PLACEHOLDER, () => literal);
}

function served({ autocapture, consent, respectDoNotTrack, ...rest }: TagSettings): ServedSettings {
  return {
    ...rest,
    off: (Object.keys(autocapture) as Autocapture[]).filter((kind) => !autocapture[kind]),
    consentRequired: consent === 'required',
    ignoreDoNotTrack: !respectDoNotTrack,
  };
}

function isUsual(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}
