import { builtInDecision } from './builtin-decision.ts';
import type { ReadMessage } from './chat-category.ts';
import type { Decision, Subject } from './subject.ts';
import { type CategoryRule, compileRule, foldSubject } from './workspace-rules.ts';

/** The category of one signal. To ask about many, compile the rules once. */
export function categorize(subject: Subject, rules: readonly CategoryRule[]): Decision {
  return compileRules(rules)(subject);
}

// Pages repeat; what is remembered is bounded, and forgotten whole when full.
const REMEMBERED = 20_000;

/**
 * A function from signal to category: workspace rules in their order, then the built-in ones. It remembers what it decided,
 * so keep it as long as the rules stay the same; about 1 microsecond for a page seen before. Chat messages are read by `readMessage`; without one,
 * by cues alone.
 */
export function compileRules(
  rules: readonly CategoryRule[],
  readMessage: ReadMessage | null = null,
): (subject: Subject) => Decision {
  const compiled = rules.map(compileRule);
  const remembered = new Map<string, Decision>();
  const decide = (subject: Subject): Decision => {
    const folded = compiled.length > 0 ? foldSubject(subject) : null;
    for (const { rule, holds } of compiled) {
      if (folded !== null && holds(folded)) {
        const because = rule.match
          .map(({ field, op, value }) => `${field} ${op.replace('_', ' ')} "${value}"`)
          .join(' and ');
        return { category: rule.category, by: 'workspace', ruleId: rule.id, because };
      }
    }
    return builtInDecision(subject, readMessage);
  };
  return (subject) => {
    const { kind, host, path, title, text, name } = subject;
    const key = `${kind}\n${host ?? ''}\n${path ?? ''}\n${title ?? ''}\n${text ?? ''}\n${name ?? ''}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const decision = decide(subject);
    remembered.set(key, decision);
    return decision;
  };
}
