import { DEFAULT_TAG_SETTINGS, type TagSettings } from '../../wire/tag-settings.ts';
import type { Settings } from './settings.ts';

/** Absolute address of a workspace's tag. `baseUrl` has no slash at its end. */
export function scriptUrl(baseUrl: string, tagId: string): string {
  return `${baseUrl}/knock-tag/${tagId}.js`;
}

/** The HTML to paste into every page's head. Tag ids are letters, digits, `-` and `_`, so nothing needs escaping. */
export function snippet(baseUrl: string, tagId: string): string {
  return `<script async src="${scriptUrl(baseUrl, tagId)}"></script>`;
}

/** What the workspace decided about its tag, in the words the script reads. */
export function tagSettings(tagId: string, settings: Settings): TagSettings {
  return {
    ...DEFAULT_TAG_SETTINGS,
    tagId,
    consent: settings.consent === 'required' ? 'required' : 'none',
    cookieless: settings.consent === 'cookieless',
    respectDoNotTrack: settings.respectDnt,
    formEmail: settings.formEmail,
    ...(settings.chatLauncher && { chat: true }),
  };
}
