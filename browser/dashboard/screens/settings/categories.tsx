import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CategoryRule, CategorySettings } from '../../../../wire/api/categories.ts';
import type { Category } from '../../../../wire/signal.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { compact, count, plural } from '../../ui/format.ts';
import { CategoryChip } from '../../ui/people/signal.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { CategoryTester } from './category-tester.tsx';
import { isBusy, JobBar, useJob } from './job-bar.tsx';
import { newRule, RulesEditor } from './rules-editor.tsx';
import { PreviewPanel } from './rules-preview.tsx';
import './categories.css';

export function CategoriesPage() {
  useTitle('Categories');
  const query = useQuery(queries.categories());
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Panel title="Categories">
        <Bones lines={8} height={24} />
      </Panel>
    );
  }
  return <Categories settings={query.data} />;
}

/** Edit, try, see who would change, save, replay: in that order down the page. */
function Categories({ settings }: { settings: CategorySettings }) {
  const [rules, setRules] = useState<CategoryRule[]>(settings.rules);
  const dirty = JSON.stringify(rules) !== JSON.stringify(settings.rules);
  const complete = rules.every((rule) => rule.value.trim() !== '');
  const preview = useAction('POST /categories/preview');
  const save = useAction('PUT /categories', {
    done: 'Saved. New signals use these rules from now on',
    refresh: [['categories']],
    after: (answer) => setRules(answer.rules),
  });
  const change = (next: CategoryRule[]) => {
    preview.reset();
    setRules(next);
  };
  return (
    <>
      <Panel title="Your rules" note="tried from top to bottom, before the built-in ones">
        <div className="stack">
          <PermitNotice needs="categories.edit" />
          <RulesEditor rules={rules} onChange={change} />
          <div className="form-foot">
            <PermitButton
              needs="categories.edit"
              disabled={!dirty || !complete}
              loading={save.isPending}
              onClick={() => save.mutate({ body: { rules } })}
            >
              Save rules
            </PermitButton>
            <PermitButton
              needs="categories.edit"
              variant="default"
              disabled={!complete}
              loading={preview.isPending}
              onClick={() => preview.mutate({ body: { rules } })}
            >
              Preview who would change
            </PermitButton>
            {dirty && (
              <Button variant="subtle" color="gray" onClick={() => change(settings.rules)}>
                Undo changes
              </Button>
            )}
          </div>
          {preview.data && <PreviewPanel answer={preview.data} />}
        </div>
      </Panel>
      <Replay settings={settings} dirty={dirty} onStart={preview.reset} />
      <CategoryTester rules={rules} />
      <Uncategorised settings={settings} onAdd={(path) => change([...rules, { ...newRule(), value: path }])} />
      <BuiltIn settings={settings} />
    </>
  );
}

interface ReplayProps {
  readonly settings: CategorySettings;
  readonly dirty: boolean;
  /** What a preview said is no longer ahead. */
  readonly onStart: () => void;
}

function Replay({ settings, dirty, onStart }: ReplayProps) {
  const job = useJob('replay', settings.replay);
  const start = useAction('POST /categories/replay', { refresh: [['categories']], after: onStart });
  const busy = isBusy(job);
  return (
    <Panel title="Replay">
      <div className="stack">
        <p className="dim">
          {settings.stale
            ? 'The rules have changed since the last replay: older signals still count under their former category.'
            : 'Every recorded signal has the category that the saved rules give it.'}{' '}
          A replay applies the saved rules to all of them. Capture goes on meanwhile.
        </p>
        {job && <JobBar job={job} doing="Replaying signals" done="Last replay finished" />}
        <div className="form-foot">
          <PermitButton
            needs="categories.edit"
            variant={settings.stale ? 'filled' : 'default'}
            disabled={dirty || busy}
            loading={start.isPending}
            onClick={() => start.mutate({})}
          >
            {busy ? 'Replaying' : 'Replay everything'}
          </PermitButton>
          {dirty && <span className="dim small">Save the rules first.</span>}
        </div>
      </div>
    </Panel>
  );
}

function Uncategorised({ settings, onAdd }: { settings: CategorySettings; onAdd: (path: string) => void }) {
  const { allowed } = usePermit('categories.edit');
  if (settings.uncategorised.length === 0) return null;
  return (
    <Panel title="Frequent pages in Other" note="candidates for a rule" flush>
      {settings.uncategorised.map((page) => (
        <div key={page.path} className="list-row" style={{ minHeight: 36 }}>
          <span className="mono grow cut">{page.path}</span>
          <span className="dim small cut">{page.title}</span>
          <span className="num dim small">{plural(page.views, 'view')}</span>
          {allowed && (
            <Button
              variant="subtle"
              size="compact-xs"
              leftSection={<Icon name="plus" size={12} />}
              aria-label={`Add a rule for ${page.path}`}
              onClick={() => onAdd(page.path)}
            >
              Rule
            </Button>
          )}
        </div>
      ))}
    </Panel>
  );
}

function BuiltIn({ settings }: { settings: CategorySettings }) {
  const counted = (category: Category) => settings.counts[category] ?? 0;
  return (
    <Panel title="Built-in rules" note="in eight languages; counts are of the past 30 days" flush>
      {settings.builtIn.map((one) => (
        <div key={one.category} className="list-row built-in">
          <span className="built-in-name">
            <CategoryChip value={one.category} />
          </span>
          <span className="dim small grow">{one.examples.join(', ')}</span>
          <span className="num" title={count(counted(one.category))}>
            {compact(counted(one.category))}
          </span>
        </div>
      ))}
    </Panel>
  );
}
