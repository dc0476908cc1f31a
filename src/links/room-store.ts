import type { ChatLanguage, ChatSettings } from '../../wire/chat.ts';
import type { Context } from '../context.ts';
import type { CountryOf } from '../machinery/country.ts';
import { type KeptLinks, keepLinks } from './kept-links-store.ts';
import { openVisitLog, type VisitLog } from './visits/visit-log-store.ts';

/** What the links' routes work with. */
export interface LinkDeps extends Pick<Context, 'db' | 'clock' | 'log' | 'config' | 'signals' | 'secrets'> {
  readonly links: KeptLinks;
  readonly visits: VisitLog;
  readonly country: CountryOf;
  /** Addresses that stand for many visitors, such as a proxy on this machine: not limited. */
  readonly isShared: (ip: string) => boolean;
  /** Port: how a workspace's chat looks on a link's page. `greeting`: the link's own, which goes before the workspace's. */
  readonly chatSettings: (
    workspaceId: string,
    asked: { readonly language: ChatLanguage; readonly greeting: string | null },
  ) => Promise<ChatSettings>;
}

/** The part of them that lives as long as the process. `close` writes what visits still wait. */
export interface LinkMemory extends Pick<LinkDeps, 'links' | 'visits'> {
  readonly close: () => Promise<void>;
}

export function openLinkMemory(ctx: Pick<Context, 'db' | 'log'>): LinkMemory {
  const visits = openVisitLog(ctx);
  return { links: keepLinks(ctx), visits, close: visits.stop };
}
