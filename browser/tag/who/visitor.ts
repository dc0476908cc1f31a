import { uuid } from '../uuid.ts';
import { readCookie, writeCookie } from './cookie.ts';
import { ephemeral } from './privacy.ts';
import { load, remove, save } from './storage.ts';

// This page's visitor. Empty until first asked for, and again after `forgetVisitor`.
let id = '';

/** The browser's id, from the cookie, else its copy in storage, else new. Asked for, it is also kept. */
export function visitorId(): string {
  if (!id) {
    // What is left from before the visitor asked not to be followed is not used, and goes.
    if (ephemeral && readCookie()) forgetVisitor();
    id = [ephemeral ? '' : readCookie(), load('v')].find((value) => /^[\w-]{8,64}$/.test(value)) || uuid();
    if (!ephemeral) writeCookie(id);
    save('v', id);
  }
  return id;
}

/** The next visitor is a new one: id, session, remembered e-mail and unsent events are removed. */
export function forgetVisitor(): void {
  id = '';
  writeCookie('');
  remove('v', 's', 'q', 'e');
}
