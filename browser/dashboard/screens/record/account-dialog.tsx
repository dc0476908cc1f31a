import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRef } from '../../../../wire/api/contacts.ts';
import { useAction } from '../../api/actions.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { CompanyTile } from '../../ui/people/person.tsx';
import './choices.css';

interface AccountDialogProps {
  readonly id: string;
  readonly name: string;
  readonly account: AccountRef | null;
  readonly onClose: () => void;
}

/** Puts a contact into another account by hand, or into none. The rules leave it there from then on. */
export function AccountDialog({ id, name, account, onClose }: AccountDialogProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  /** Undefined: nothing chosen yet. Null: no account. */
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const found = useQuery(queries.search(q)).data?.accounts.filter((one) => one.id !== account?.id) ?? [];
  const isOffered = chosen === null || found.some((one) => one.id === chosen);
  const move = useAction('PUT /contacts/:id/account', {
    done: 'Moved. Both scores are summed anew',
    refresh: [
      ['contact', id],
      ['contacts'],
      ['accounts'],
      ['account'],
      ['score', 'accounts'],
      ['timeline', 'accounts'],
    ],
    after: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={`Account of ${name}`}>
      <div className="stack">
        <TextInput
          data-autofocus
          size="sm"
          aria-label="Find an account"
          placeholder="Company or domain"
          leftSection={<Icon name="search" size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="choices" role="radiogroup" aria-label="Accounts found">
          {found.map((one) => (
            <label key={one.id} className="choice">
              <input type="radio" name="account" checked={one.id === chosen} onChange={() => setChosen(one.id)} />
              <CompanyTile name={one.name} size={24} />
              <span className="grow cut">
                <span className="person-name">{one.name}</span> <span className="dim small">{one.domain}</span>
              </span>
              <ScoreBadge value={one.intentScore} />
            </label>
          ))}
          {q !== '' && found.length === 0 && <p className="dim">No other account is called that.</p>}
          {account && (
            <label className="choice">
              <input type="radio" name="account" checked={chosen === null} onChange={() => setChosen(null)} />
              <Icon name="close" size={14} />
              <span className="grow">No account</span>
            </label>
          )}
        </div>
        <p className="dim small">
          {account ? `Now in ${account.name}. ` : ''}A contact moved by hand stays where you put it, whatever e-mail
          comes later.
        </p>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={!isOffered}
            loading={move.isPending}
            onClick={() => chosen !== undefined && move.mutate({ id, body: { accountId: chosen } })}
          >
            Move
          </Button>
        </div>
      </div>
    </Modal>
  );
}
