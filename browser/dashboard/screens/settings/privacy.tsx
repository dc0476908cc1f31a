import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { AuditItem } from '../../../../wire/api/privacy.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural } from '../../ui/format.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { personName } from '../../ui/words.ts';
import { summaryParts } from './audit-words.ts';

const KEEP = [
  { value: '0', label: 'For ever' },
  ...[3, 6, 12, 13, 18, 24, 36, 60].map((n) => ({ value: String(n), label: `${n} months` })),
];

export function PrivacyPage() {
  useTitle('Privacy');
  return (
    <>
      <Retention />
      <OnePerson />
      <Audit />
    </>
  );
}

function Retention() {
  const query = useQuery(queries.privacy());
  const { allowed } = usePermit('privacy.edit');
  const [choice, setChoice] = useState<string | null>(null);
  const save = useAction('PUT /privacy', { done: 'Saved', refresh: [['privacy']], after: () => setChoice(null) });
  const present = String(query.data?.retentionMonths ?? 0);
  const value = choice ?? present;
  const options = KEEP.some((one) => one.value === value) ? KEEP : [...KEEP, { value, label: `${value} months` }];
  const shorter = choice !== null && choice !== '0' && (present === '0' || Number(choice) < Number(present));
  return (
    <Panel title="Retention">
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={2} />}
      {query.data && (
        <div className="form">
          <PermitNotice needs="privacy.edit" />
          <Select
            label="Keep signals"
            description="Older ones are deleted by whole months, with everything worked out from them"
            maw={420}
            data={options}
            value={value}
            disabled={!allowed}
            onChange={(next) => next && setChoice(next)}
          />
          {shorter && (
            <p style={{ color: 'var(--warn)' }}>Signals older than {choice} months will be deleted for good.</p>
          )}
          <div className="form-foot">
            <PermitButton
              needs="privacy.edit"
              loading={save.isPending}
              disabled={choice === null || choice === present}
              onClick={() => save.mutate({ body: { retentionMonths: value === '0' ? null : Number(value) } })}
            >
              Save
            </PermitButton>
          </div>
        </div>
      )}
    </Panel>
  );
}

function OnePerson() {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  const { allowed } = usePermit('privacy.edit');
  const found = useQuery(queries.search(q)).data?.contacts ?? [];
  const [erasing, setErasing] = useState<(typeof found)[number] | null>(null);
  return (
    <Panel title="One person’s data" note="access and erasure requests">
      <PermitNotice needs="privacy.edit" />
      <TextInput
        maw={360}
        disabled={!allowed}
        label="Find the person"
        placeholder="E-mail or name"
        leftSection={<Icon name="search" size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {q !== '' &&
        found.map((one) => (
          <div key={one.id} className="list-row" style={{ paddingInline: 0 }}>
            <div className="grow">
              {personName(one)} {one.name && <span className="dim small">{one.email}</span>}
            </div>
            {allowed && (
              <Button
                component="a"
                href={`/api/v1/contacts/${encodeURIComponent(one.id)}/export`}
                download
                variant="default"
                size="compact-sm"
                leftSection={<Icon name="download" size={13} />}
              >
                Export JSON
              </Button>
            )}
            <PermitButton needs="privacy.edit" variant="default" size="compact-sm" onClick={() => setErasing(one)}>
              Erase
            </PermitButton>
          </div>
        ))}
      {q !== '' && found.length === 0 && <p className="dim">Nobody is called that.</p>}
      {erasing && <EraseDialog person={erasing} onClose={() => setErasing(null)} />}
    </Panel>
  );
}

function EraseDialog({
  person,
  onClose,
}: {
  person: { id: string; name: string | null; email: string | null };
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const name = personName(person);
  const erase = useAction('POST /privacy/erase', {
    done: (answer) =>
      `Erased ${plural(answer.signals, 'signal')} and ${plural(answer.identities, 'identity', 'identities')}`,
    refresh: [['contacts'], ['accounts'], ['search'], ['overview'], ['live'], ['audit']],
    after: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={`Erase ${name}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate({ body: { contactId: person.id } });
        }}
      >
        <p>
          Every signal, identity, score and trace of this person is deleted for good, and late events will not bring
          them back. There is no undo.
        </p>
        <TextInput
          data-autofocus
          size="sm"
          label={`Type ${name} to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="ember" disabled={typed.trim() !== name} loading={erase.isPending}>
            Erase for good
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Audit() {
  const { allowed } = usePermit('privacy.edit');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const query = useInfiniteQuery({ ...queries.audit(q), enabled: allowed });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Panel
      title="Audit log"
      flush
      action={
        allowed && (
          <TextInput
            w={180}
            aria-label="Search the audit log"
            placeholder="Search"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )
      }
    >
      {!allowed && (
        <div style={{ padding: '0 16px' }}>
          <PermitNotice needs="privacy.edit" />
        </div>
      )}
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {allowed && query.isPending && <Bones lines={6} height={18} />}
      {items?.length === 0 && <Empty icon="page" title="Nothing here" />}
      {items?.map((item) => (
        <div key={item.id} className="list-row">
          <span className="dim small" style={{ width: 62 }}>
            <Ago at={item.at} suffix=" ago" />
          </span>
          <span className="grow">
            <AuditSummary item={item} />
          </span>
          <span className="dim small cut">{item.actor}</span>
        </div>
      ))}
      {query.hasNextPage && (
        <div style={{ padding: '8px 16px' }}>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Older entries
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** The sentence, with names in place of ids. */
function AuditSummary({ item }: { item: AuditItem }) {
  return summaryParts(item).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence that does not change
    <Fragment key={index}>{typeof part === 'string' ? part : <Named one={part} />}</Fragment>
  ));
}

function Named({ one: { id, contact, account } }: { one: AuditItem['about'][number] }) {
  if (contact) {
    return (
      <Link to="/contacts/$id" params={{ id }} className="link">
        {personName(contact)}
      </Link>
    );
  }
  if (account) {
    return (
      <Link to="/accounts/$id" params={{ id }} className="link">
        {account.name}
      </Link>
    );
  }
  return <span className="dim">(erased)</span>;
}
