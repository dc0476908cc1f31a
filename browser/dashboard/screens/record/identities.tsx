import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { IdentityItem, LedgerRow, UnmergeAnswer } from '../../../../wire/api/identities.ts';
import type { IdentityKind } from '../../../../wire/api/words.ts';
import { EVERYTHING, useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { Icon, type IconName } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { date, plural, useNow } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { personName } from '../../ui/words.ts';
import { Proof } from './contact-facts.tsx';
import { MergeDialog } from './merge-dialog.tsx';

const KINDS: Readonly<Record<IdentityKind, readonly [IconName, string]>> = {
  browser: ['globe', 'Browser'],
  user: ['person', 'User id'],
  email: ['chat', 'E-mail'],
  link: ['link', 'Knock Link'],
};

const DONE: Readonly<Record<UnmergeAnswer['identities'][number]['did'], string>> = {
  unmerged: 'Un-merged: it is its own contact’s again',
  kept: 'The merge is taken back. What was stated since says the same, so it stays here',
  detached: 'Taken out for good, into a contact of its own',
};
const OUT_FOR_GOOD =
  'What was stated made it this person’s, not a merge. Taken out, it stays out, whatever is stated later';

/** Which browsers and addresses are this person's, why we think so, and the two ways to correct it. */
export function Identities({ id, name }: { id: string; name: string }) {
  const query = useQuery(queries.identities(id));
  const permit = usePermit('identities.edit');
  const [merging, setMerging] = useState(false);
  return (
    <Panel
      title="Identities"
      action={
        <PermitButton
          needs="identities.edit"
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="merge" size={13} />}
          onClick={() => setMerging(true)}
        >
          Merge
        </PermitButton>
      }
    >
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={5} />}
      {query.data?.items.map((identity) => (
        <IdentityRow key={identity.id} identity={identity} contactId={id} mayEdit={permit.allowed} />
      ))}
      {merging && <MergeDialog id={id} name={name} onClose={() => setMerging(false)} />}
    </Panel>
  );
}

function IdentityRow(props: { identity: IdentityItem; contactId: string; mayEdit: boolean }) {
  const { identity, contactId } = props;
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const [icon, kind] = KINDS[identity.kind];
  const leave = useAction('POST /contacts/:id/unmerge', {
    done: (answer) => DONE[answer.identities[0]?.did ?? 'unmerged'],
    refresh: EVERYTHING,
    after: (answer) => void navigate({ to: '/contacts/$id', params: { id: answer.id } }),
  });
  return (
    <div className="identity">
      <div className="row">
        <Icon name={icon} size={14} />
        <span className="cut grow" title={`${kind} ${identity.value}`}>
          {identity.device ?? identity.value}
        </span>
        {identity.probable ? (
          <span className="claimed" title="Theirs only because a link made for them was opened with it">
            probably
          </span>
        ) : (
          identity.kind !== 'browser' && <Proof verified={identity.verified} />
        )}
      </div>
      <div className="dim small">
        {identity.device && <span className="mono">…{identity.value.slice(-6)} · </span>}
        {identity.signalCount === 0 ? 'stated, ' : `${plural(identity.signalCount, 'signal')}, `}
        last <Ago at={identity.lastAt} suffix=" ago" />
      </div>
      <div className="identity-actions small">
        <button type="button" className="plain link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide reasons' : 'Why theirs?'}
        </button>
        {(identity.canUnmerge || identity.canDetach) && props.mayEdit && (
          <span title={identity.canDetach ? OUT_FOR_GOOD : undefined}>
            {/* What stays, with its merge taken back, may be taken out next: that is a question of its own. */}
            <ConfirmButton
              key={String(identity.canDetach)}
              plain
              ask={identity.canDetach ? 'Take out for good?' : 'Un-merge now?'}
              onConfirm={() =>
                leave.mutate({ id: contactId, body: { identityIds: [identity.id], detach: identity.canDetach } })
              }
            >
              {identity.canDetach ? 'Take out' : 'Un-merge'}
            </ConfirmButton>
          </span>
        )}
      </div>
      {open && <Ledger rows={identity.ledger} here={contactId} />}
    </div>
  );
}

function Ledger({ rows, here }: { rows: readonly LedgerRow[]; here: string }) {
  const now = useNow();
  return (
    <ol className="ledger small">
      {rows.map((row) => (
        <li key={`${row.recordedAt} ${row.rule} ${row.contact.id}`} data-closed={row.closedAt !== null || undefined}>
          <div>{row.because}</div>
          {row.evidence && <div className="dim">Evidence: {row.evidence.text}</div>}
          <div className="dim">
            {row.contact.id === here ? (
              'This contact'
            ) : (
              <Link to="/contacts/$id" params={{ id: row.contact.id }} className="link">
                {personName(row.contact)}
              </Link>
            )}
            {`, ${row.since ? `from ${date(row.since, now)}` : 'from the start'}${row.until ? ` to ${date(row.until, now)}` : ''}`}
            {` · ${row.actor}`} · <Ago at={row.recordedAt} suffix=" ago" />
            {row.closedAt && ' · no longer valid'}
          </div>
        </li>
      ))}
    </ol>
  );
}
