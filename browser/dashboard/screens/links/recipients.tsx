import { Button, FileButton, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkItem, Recipient } from '../../../../wire/api/links.ts';
import { useAction } from '../../api/actions.ts';
import type { AnswerOf } from '../../api/client.ts';
import { linkQueries } from '../../api/links.ts';
import { usePermit } from '../../api/me.ts';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';

/** People the link was made for: each has an address of their own, by which Knock knows who probably came. */
export function Recipients({ link }: { link: LinkItem }) {
  const query = useInfiniteQuery(linkQueries.recipients(link.id));
  const [adding, setAdding] = useState(false);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Panel
      title="Recipients"
      note={link.recipients > 0 ? plural(link.recipients, 'person', 'people') : ''}
      action={
        <span className="row">
          {link.recipients > 0 && (
            <Button
              component="a"
              href={`/api/v1/links/${encodeURIComponent(link.id)}/recipients.csv`}
              download={`${link.slug}-recipients.csv`}
              variant="default"
              size="compact-sm"
              leftSection={<Icon name="download" size={13} />}
            >
              CSV
            </Button>
          )}
          {!adding && (
            <PermitButton needs="links.edit" variant="default" size="compact-sm" onClick={() => setAdding(true)}>
              Add people
            </PermitButton>
          )}
        </span>
      }
    >
      {adding && <AddForm linkId={link.id} onClose={() => setAdding(false)} />}
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={3} height={18} />}
      {items?.length === 0 && !adding && (
        <p className="dim">
          Nobody yet. Paste e-mail addresses, and each gets an address of their own: who opens it is probably them. It
          proves nothing, since mails are forwarded, so it never shows anybody a conversation.
        </p>
      )}
      {items && items.length > 0 && (
        <ul className="plain recipients">
          {items.map((one) => (
            <RecipientRow key={one.id} one={one} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          More
        </Button>
      )}
    </Panel>
  );
}

function RecipientRow({ one }: { one: Recipient }) {
  return (
    <li className="recipient">
      <span className="grow">
        <span className="cut">{one.name ?? one.email}</span>
        {one.name && <span className="cut dim small">{one.email}</span>}
      </span>
      <span className="dim small">
        {one.openedAt ? (
          <>
            opened <Ago at={one.openedAt} suffix=" ago" />
          </>
        ) : (
          'not opened'
        )}
      </span>
      <CopyButton text={one.url} label="Copy address" />
    </li>
  );
}

function AddForm({ linkId, onClose }: { linkId: string; onClose: () => void }) {
  const { allowed } = usePermit('links.edit');
  const [csv, setCsv] = useState('');
  const [result, setResult] = useState<AnswerOf<'POST /links/:id/recipients'> | null>(null);
  const add = useAction('POST /links/:id/recipients', {
    quiet: true,
    refresh: [['link', linkId], ['links']],
    after: (answer) => {
      setResult(answer);
      if (answer.refused.length === 0) setCsv('');
    },
  });
  if (!allowed) return null;
  return (
    <form
      className="recipient-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ id: linkId, body: { csv: withHeader(csv).csv } });
      }}
    >
      <Textarea
        label="E-mail addresses"
        description="One a line, or CSV with the columns email and name. At most 5,000"
        placeholder={'email,name\nann@example.com,Ann Lee'}
        autosize
        minRows={4}
        maxRows={12}
        data-autofocus
        value={csv}
        error={add.error?.message ?? null}
        onChange={(event) => setCsv(event.currentTarget.value)}
      />
      {result && <Result result={result} added={withHeader(csv).added} />}
      <div className="form-foot">
        <Button type="submit" loading={add.isPending} disabled={csv.trim() === ''}>
          Add
        </Button>
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => void file?.text().then(setCsv)}>
          {(props) => (
            <Button {...props} variant="default">
              From a file
            </Button>
          )}
        </FileButton>
        <Button variant="subtle" color="gray" onClick={onClose}>
          Done
        </Button>
      </div>
    </form>
  );
}

function Result({ result, added }: { result: AnswerOf<'POST /links/:id/recipients'>; added: number }) {
  return (
    <div className="recipient-result small" role="status">
      <p>
        {plural(result.added, 'person', 'people')} added
        {result.known > 0 && `, ${result.known} ${result.known === 1 ? 'was' : 'were'} there already`}
        {result.refused.length > 0 && `, ${plural(result.refused.length, 'row')} refused:`}
      </p>
      {result.refused.length > 0 && (
        <ul>
          {result.refused.slice(0, 50).map((one) => (
            <li key={one.row}>
              Row {one.row - added}: {one.reason}
            </li>
          ))}
          {result.refused.length > 50 && <li>and {result.refused.length - 50} more</li>}
        </ul>
      )}
    </div>
  );
}

/** A plain list of addresses becomes CSV with the header row the API asks for. `added`: rows that the writer does not see. */
function withHeader(text: string): { csv: string; added: number } {
  const body = text.trimStart();
  const first = body.split(/\r?\n/, 1)[0] ?? '';
  if (!first.includes('@')) return { csv: body, added: 0 };
  return { csv: `${first.includes(',') ? 'email,name' : 'email'}\n${body}`, added: 1 };
}
