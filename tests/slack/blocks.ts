/**
 * What Slack refuses in blocks with `invalid_blocks`. Limits from docs.slack.dev, "Block Kit" reference, read for each block and
 * element that we send; a kind that is not known here is a problem, so that nothing unchecked is sent.
 */
type Json = Record<string, unknown>;

export function blockProblems(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return ['blocks must be an array'];
  const ids = blocks.map((block: Json) => block['block_id']).filter((id) => id !== undefined);
  return [
    ...(blocks.length > 50 ? ['more than 50 blocks'] : []),
    ...(new Set(ids).size < ids.length ? ['block_id twice'] : []),
    ...blocks.flatMap((block: Json, index) => oneBlock(block).map((problem) => `blocks[${index}]: ${problem}`)),
  ];
}

function oneBlock(block: Json): string[] {
  const own = textLength(block['block_id'], 'block_id', 0, 255);
  switch (block['type']) {
    case 'section':
      return [
        ...own,
        ...(block['text'] === undefined && block['fields'] === undefined ? ['needs text or fields'] : []),
        ...(block['text'] === undefined ? [] : textObject(block['text'], 3_000)),
        ...list(block['fields'], 'fields', 10).flatMap((field) => textObject(field, 2_000)),
      ];
    case 'context':
      return [...own, ...list(block['elements'], 'elements', 10).flatMap((element) => textObject(element, 3_000))];
    case 'divider':
      return own;
    case 'header':
      return [...own, ...textObject(block['text'], 150, true)];
    case 'rich_text':
      return [...own, ...list(block['elements'], 'elements', 50).flatMap(richText)];
    case 'actions':
      return [...own, ...actions(block)];
    default:
      return [`unknown block ${String(block['type'])}`];
  }
}

function actions(block: Json): string[] {
  const elements = list(block['elements'], 'elements', 25);
  const ids = elements.map((element) => element['action_id']);
  return [
    ...(elements.length === 0 ? ['no elements'] : []),
    ...(new Set(ids).size < ids.length ? ['action_id twice'] : []),
    ...elements.flatMap(element),
  ];
}

function element(one: Json): string[] {
  const own = [
    ...textLength(one['action_id'], 'action_id', 1, 255),
    ...(one['confirm'] === undefined ? [] : confirm(one['confirm'] as Json)),
  ];
  if (one['type'] === 'button') {
    return [
      ...own,
      ...textObject(one['text'], 75, true),
      ...textLength(one['value'], 'value', 0, 2_000),
      ...textLength(one['url'], 'url', 0, 3_000),
      ...(one['style'] === undefined || one['style'] === 'primary' || one['style'] === 'danger' ? [] : ['style']),
    ];
  }
  if (one['type'] === 'static_select') {
    const options = list(one['options'], 'options', 100);
    const initial = one['initial_option'];
    return [
      ...own,
      ...textObject(one['placeholder'], 150, true),
      ...(options.length === 0 ? ['no options'] : []),
      ...options.flatMap((option) => [
        ...textObject(option['text'], 75, true),
        ...textLength(option['value'], 'option value', 1, 150),
      ]),
      ...(initial === undefined || options.some((option) => JSON.stringify(option) === JSON.stringify(initial))
        ? []
        : ['initial_option is none of the options']),
    ];
  }
  return [`unknown element ${String(one['type'])}`];
}

function confirm(one: Json): string[] {
  return [
    ...textObject(one['title'], 100, true),
    ...textObject(one['text'], 300),
    ...textObject(one['confirm'], 30, true),
    ...textObject(one['deny'], 30, true),
  ];
}

function richText(one: Json): string[] {
  const kinds = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'];
  if (!kinds.includes(String(one['type']))) return [`unknown rich text ${String(one['type'])}`];
  return list(one['elements'], 'elements', 100).flatMap((part) =>
    part['type'] === 'text' ? textLength(part['text'], 'text', 1, 4_000) : [`unknown part ${String(part['type'])}`],
  );
}

function textObject(value: unknown, max: number, isPlain = false): string[] {
  const text = value as Json | undefined;
  if (typeof text !== 'object' || text === null) return ['text is missing'];
  if (text['type'] !== 'plain_text' && text['type'] !== 'mrkdwn') return [`text type ${String(text['type'])}`];
  if (isPlain && text['type'] !== 'plain_text') return ['text must be plain_text'];
  return textLength(text['text'] ?? '', 'text', 1, max);
}

function textLength(value: unknown, name: string, min: number, max: number): string[] {
  if (value === undefined) return min > 0 ? [`${name} is missing`] : [];
  if (typeof value !== 'string') return [`${name} must be a string`];
  return value.length < min || value.length > max
    ? [`${name} has ${value.length} characters, not ${min} to ${max}`]
    : [];
}

function list(value: unknown, name: string, max: number): Json[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > max) throw new Error(`${name} must be a list of at most ${max}`);
  return value as Json[];
}
