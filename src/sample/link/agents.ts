import type { Device } from '../../capture/draft.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';
const PHONE_BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36';

const AGENTS: Readonly<Record<string, string>> = {
  'Chrome Windows': `${WINDOWS} ${BLINK}`,
  'Edge Windows': `${WINDOWS} ${BLINK} Edg/149.0.0.0`,
  'Firefox Windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:151.0) Gecko/20100101 Firefox/151.0',
  'Chrome macOS': `${MAC} ${BLINK}`,
  'Safari macOS': `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
  'Firefox Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0',
  'Safari iOS':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Chrome Android': `Mozilla/5.0 (Linux; Android 10; K) ${PHONE_BLINK}`,
  'Samsung Internet Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
};

/** What a browser of the sample calls itself. */
export function userAgentOf({ browser, os }: Device): string {
  return AGENTS[`${browser} ${os}`] ?? `${WINDOWS} ${BLINK}`;
}

/** A request by a program for a link's address. */
export interface ProgramRequest {
  readonly method: 'GET' | 'HEAD';
  readonly userAgent: string;
  /** `Sec-Purpose` */
  readonly purpose: string | null;
}

/** Previews in chats, scanners of mail gateways, a browser that loads ahead. */
export const PROGRAMS: readonly (readonly [weight: number, request: ProgramRequest])[] = [
  [5, program('Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)')],
  [4, program('LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)')],
  [3, program('Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5')],
  [2, program('WhatsApp/2.23.20.0')],
  [3, { ...program(`${WINDOWS} ${BLINK}`), method: 'HEAD' }],
  [2, { ...program(`${WINDOWS} ${BLINK}`), purpose: 'prefetch;prerender' }],
];

function program(userAgent: string): ProgramRequest {
  return { method: 'GET', userAgent, purpose: null };
}
