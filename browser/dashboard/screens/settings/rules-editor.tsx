import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core';
import type { CategoryRule } from '../../../../wire/api/categories.ts';
import { RULE_FIELDS, RULE_TESTS, type RuleField, type RuleTest } from '../../../../wire/api/words.ts';
import { CATEGORIES, type Category } from '../../../../wire/signal.ts';
import { usePermit } from '../../api/me.ts';
import { Icon } from '../../ui/bits/icon.tsx';

const FIELD_WORDS: Readonly<Record<RuleField, string>> = {
  path: 'Path',
  host: 'Host',
  title: 'Page title',
  text: 'Clicked text',
  event: 'Event name',
  kind: 'Kind',
};
const TEST_WORDS: Readonly<Record<RuleTest, string>> = {
  is: 'is',
  starts_with: 'starts with',
  contains: 'contains',
  glob: 'matches (*)',
};
const FIELDS = RULE_FIELDS.map((value) => ({ value, label: FIELD_WORDS[value] }));
const TESTS = RULE_TESTS.map((value) => ({ value, label: TEST_WORDS[value] }));

export function newRule(): CategoryRule {
  return { id: crypto.randomUUID(), field: 'path', test: 'starts_with', value: '', category: 'Product', enabled: true };
}

interface EditorProps {
  readonly rules: readonly CategoryRule[];
  readonly onChange: (rules: CategoryRule[]) => void;
}

/** A rule a line; the order decides, so it can be changed with two buttons that a keyboard reaches too. */
export function RulesEditor({ rules, onChange }: EditorProps) {
  const { allowed } = usePermit('categories.edit');
  const put = (rule: CategoryRule) => onChange(rules.map((one) => (one.id === rule.id ? rule : one)));
  const move = (index: number, step: number) => {
    const next = [...rules];
    const [rule] = next.splice(index, 1);
    if (rule) next.splice(index + step, 0, rule);
    onChange(next);
  };
  return (
    <div className="stack" style={{ gap: 6 }}>
      {rules.length === 0 && (
        <p className="dim">None yet. The built-in rules below know the usual words in eight languages.</p>
      )}
      {rules.map((rule, index) => (
        <fieldset key={rule.id} className="rule" disabled={!allowed}>
          <legend className="sr">Rule {index + 1}</legend>
          <Switch
            aria-label="In use"
            checked={rule.enabled}
            onChange={(event) => put({ ...rule, enabled: event.currentTarget.checked })}
          />
          <Select
            aria-label="Look at"
            w={116}
            data={FIELDS}
            value={rule.field}
            onChange={(field) => field && put({ ...rule, field: field as RuleField })}
          />
          <Select
            aria-label="How"
            w={116}
            data={TESTS}
            value={rule.test}
            onChange={(test) => test && put({ ...rule, test: test as RuleTest })}
          />
          <TextInput
            aria-label="Value"
            className="grow"
            placeholder={rule.field === 'path' ? '/plans' : ''}
            value={rule.value}
            maxLength={200}
            onChange={(event) => put({ ...rule, value: event.currentTarget.value })}
          />
          <span className="dim" aria-hidden="true">
            →
          </span>
          <Select
            aria-label="Category"
            w={132}
            data={CATEGORIES}
            value={rule.category}
            onChange={(category) => category && put({ ...rule, category: category as Category })}
          />
          <span className="row" style={{ gap: 0 }}>
            <ActionIcon aria-label="Earlier" disabled={index === 0} onClick={() => move(index, -1)}>
              <Icon name="up" size={14} />
            </ActionIcon>
            <ActionIcon aria-label="Later" disabled={index === rules.length - 1} onClick={() => move(index, 1)}>
              <Icon name="down" size={14} />
            </ActionIcon>
            <ActionIcon
              aria-label="Remove this rule"
              onClick={() => onChange(rules.filter((one) => one.id !== rule.id))}
            >
              <Icon name="trash" size={14} />
            </ActionIcon>
          </span>
        </fieldset>
      ))}
      {allowed && rules.length < 200 && (
        <Button
          variant="subtle"
          w="max-content"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => onChange([...rules, newRule()])}
        >
          Add a rule
        </Button>
      )}
    </div>
  );
}
