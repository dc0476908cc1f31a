export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * The whole events in `text`, and what is left of it for the next piece. Comments, ids and retry times are passed over: the place to take a
 * stream up again is in the messages themselves. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function takeEvents(text: string): { readonly events: readonly ServerEvent[]; readonly rest: string } {
  // A carriage return at the end may be half of a line's end.
  const cut = text.endsWith('\r') ? text.length - 1 : text.length;
  const blocks = text.slice(0, cut).replace(/\r\n?/g, '\n').split('\n\n');
  const rest = (blocks.pop() ?? '') + text.slice(cut);
  return { events: blocks.map(readBlock).filter(({ data }) => data !== ''), rest };
}

function readBlock(block: string): ServerEvent {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return { event, data: data.join('\n') };
}
