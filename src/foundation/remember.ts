/**
 * A pure function of one text that remembers its latest answers: browsers, referrers and hosts repeat far more often than they
 * are new. Holds at most `max` answers; when full it forgets all, which is cheaper than knowing the oldest.
 */
export function remember<Answer>(max: number, ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = ask(text);
    if (known.size >= max) known.clear();
    known.set(text, answer);
    return answer;
  };
}
