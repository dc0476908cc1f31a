import { settings } from '../settings.ts';
import { load, remove, save } from './storage.ts';

const WAITING_MAX = 1000;

// Whether the tag may store and send. Null while the visitor has not been asked; changes with each `decide`.
let allowed: boolean | null = null;
// What the page did before the answer. Emptied by the answer, whatever it is; never stored.
let waiting: (() => void)[] = [];

/** Reads an earlier answer. Where the workspace asks for none, silence is a yes, but an opt-out lasts. */
export function readConsent(): void {
  const stored = load('c');
  allowed = stored ? stored === 'yes' : !settings.consentRequired || null;
}

export function mayRecord(): boolean {
  return !!allowed;
}

/** Runs now, or when consent comes, or never. */
export function whenAllowed(run: () => void): void {
  if (allowed) run();
  else if (allowed === null && waiting.length < WAITING_MAX) waiting.push(run);
}

/** The visitor's answer. Returns what waited for it, to be run after a yes. */
export function decide(yes: boolean): (() => void)[] {
  const held = waiting;
  allowed = yes;
  waiting = [];
  // A no leaves no trace where nothing stored means no.
  if (yes || !settings.consentRequired) save('c', yes ? 'yes' : 'no');
  else remove('c');
  return held;
}
