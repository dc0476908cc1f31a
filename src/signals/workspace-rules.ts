import type { CategoryRule as WrittenRule } from '../../wire/api/categories.ts';
import type { Category } from '../../wire/signal.ts';
import type { Subject } from './subject.ts';

/** One test of one part of a signal. Case-insensitive; `matches` is a glob with `*`, anchored at both ends. */
export interface Condition {
  readonly field: 'path' | 'host' | 'title' | 'text' | 'name' | 'kind';
  readonly op: 'is' | 'contains' | 'starts_with' | 'ends_with' | 'matches';
  readonly value: string;
}

/** A workspace's own rule: when all conditions hold, the category. Without conditions it never holds. */
export interface CategoryRule {
  readonly id: string;
  readonly match: readonly Condition[];
  readonly category: Category;
}

/** The enabled ones of the rules that the dashboard edits, in their order. */
export function enabledRules(written: readonly WrittenRule[]): CategoryRule[] {
  return written
    .filter((rule) => rule.enabled)
    .map(({ id, field, test, value, category }) => ({
      id,
      category,
      match: [{ field: field === 'event' ? 'name' : field, op: test === 'glob' ? 'matches' : test, value }],
    }));
}

/** A subject as conditions see it: lower-case, the path also percent-decoded. */
export interface FoldedSubject extends Subject {
  readonly decodedPath: string | null;
}

/** Folds a subject once for all rules. */
export function foldSubject(subject: Subject): FoldedSubject {
  const path = subject.path?.toLowerCase() ?? null;
  return {
    kind: subject.kind,
    host: subject.host?.toLowerCase() ?? null,
    path,
    title: subject.title?.toLowerCase() ?? null,
    text: subject.text?.toLowerCase() ?? null,
    name: subject.name?.toLowerCase() ?? null,
    decodedPath: subject.path?.includes('%') === true ? decoded(subject.path).toLowerCase() : path,
  };
}

/** A rule whose tests are made ready. */
export interface CompiledRule {
  readonly rule: CategoryRule;
  holds(subject: FoldedSubject): boolean;
}

/**
 * A chat message is judged by what it says: a rule about the page it was written on does not apply to it, unless the
 * rule names the kind or the text too.
 */
export function compileRule(rule: CategoryRule): CompiledRule {
  const tests = rule.match.map(compileCondition);
  const chatToo = rule.match.some(({ field }) => field === 'kind' || field === 'text');
  return {
    rule,
    holds: (subject) =>
      tests.length > 0 && (chatToo || subject.kind !== 'chat_message') && tests.every((test) => test(subject)),
  };
}

function compileCondition({ field, op, value }: Condition): (subject: FoldedSubject) => boolean {
  const test = compileTest(op, value.toLowerCase());
  return (subject) => {
    const found = subject[field];
    if (found === null) return false;
    return test(found) || (field === 'path' && subject.decodedPath !== found && test(subject.decodedPath ?? ''));
  };
}

function compileTest(op: Condition['op'], wanted: string): (found: string) => boolean {
  switch (op) {
    case 'is':
      return (found) => found === wanted;
    case 'contains':
      return (found) => found.includes(wanted);
    case 'starts_with':
      return (found) => found.startsWith(wanted);
    case 'ends_with':
      return (found) => found.endsWith(wanted);
    case 'matches': {
      const parts = wanted.split('*');
      return (found) => globs(found, parts);
    }
  }
}

// Greedy from the left, so a hostile glob costs no more than its length times the text's.
function globs(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
